// The way from a page's script to its circuit. While the connection is gone a call would neither succeed nor fail, so it fails here at once.
const listeners = new Set();
const patience = 8000;
let isGone = false;

const panel = document.getElementById('components-reconnect-modal');
if (panel) new MutationObserver(look).observe(panel, { attributes: true, attributeFilter: ['class'] });

function look() {
  const gone = ['show', 'failed', 'rejected'].some(state => panel.classList.contains(`components-reconnect-${state}`));
  if (gone === isGone) return;
  isGone = gone;
  for (const listener of [...listeners]) listener(!isGone);
}

export const isConnected = () => !isGone;

/** Calls listener(isConnected) whenever the connection goes or comes back; returns how to stop that. */
export function onConnection(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Invokes a method of the component behind the page; rejects when there is no connection or no answer in time. */
export function call(page, method, ...values) {
  if (isGone) return Promise.reject(new Error('There is no connection.'));
  return new Promise((answered, failed) => {
    const settle = () => { clearTimeout(timer); forget(); };
    const fail = reason => { settle(); failed(new Error(reason)); };
    const timer = setTimeout(() => fail('There was no answer in time.'), patience);
    const forget = onConnection(isConnected => { if (!isConnected) fail('The connection was cut.'); });
    page.invokeMethodAsync(method, ...values).then(value => { settle(); answered(value); }, error => fail(String(error)));
  });
}
