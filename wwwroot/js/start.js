// Starts Blazor with a retry schedule of our own, and runs the buttons of the reconnect panel.
const delays = [0, 500, 1000, 2000, 3000, 5000];
Blazor.start({
  circuit: {
    reconnectionOptions: { maxRetries: 120, retryIntervalMilliseconds: attempt => delays[Math.min(attempt, delays.length - 1)] },
  },
});
document.addEventListener('click', event => {
  if (event.target.closest('[data-reload]')) location.reload();
  if (event.target.closest('[data-reconnect]')) Blazor.reconnect().then(ok => { if (!ok) location.reload(); }).catch(() => location.reload());
});
// A server that was restarted has no circuit any more: the page is rebuilt from the database by itself, once.
new MutationObserver(() => {
  const panel = document.getElementById('components-reconnect-modal');
  if (panel?.classList.contains('components-reconnect-rejected')) setTimeout(() => location.reload(), 1500);
}).observe(document.documentElement, { subtree: true, attributes: true, attributeFilter: ['class'] });
