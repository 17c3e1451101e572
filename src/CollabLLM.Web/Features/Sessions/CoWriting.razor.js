// The two panes of the co-writing page. On a narrow screen one of them shows at a time.
export { note, tabKey } from '../../js/events.js';

export function enter() { document.addEventListener('click', onClick); }

export function leave() { document.removeEventListener('click', onClick); }

export function showPane(name) {
  document.querySelector('.panes')?.setAttribute('data-tab', name);
  for (const button of document.querySelectorAll('[data-pane]')) {
    if (button.dataset.pane === name) button.setAttribute('aria-current', 'true');
    else button.removeAttribute('aria-current');
  }
}

function onClick(event) {
  const pane = event.target.closest('[data-pane]');
  if (pane) showPane(pane.dataset.pane);
}
