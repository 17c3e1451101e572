// The page from the first step to the last: what happens on it is noted, a new step begins at its top, unsent words survive a reload.
import { begin as beginEvents, end as endEvents, note } from '../../js/events.js';

let session, store;
const read = () => JSON.parse(sessionStorage.getItem(store) ?? '{}');

export function begin(page, id) {
  session = JSON.parse(id);
  document.addEventListener('input', keep);
  return beginEvents(page, session);
}

export function end() {
  document.removeEventListener('input', keep);
  return endEvents();
}

/** A step that takes the place of another: its heading takes the focus. */
export function showStep(step, isFirst) {
  note('step-shown', { step });
  store = `collabllm-form-${session}-${step}`;
  restore();
  const heading = document.querySelector('h1');
  if (JSON.parse(isFirst) || !heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

function keep({ target }) {
  if (!store || !target.id || !target.closest('.step-page') || !target.matches('input[type=text], textarea')) return;
  sessionStorage.setItem(store, JSON.stringify({ ...read(), [target.id]: target.value }));
}

function restore() {
  for (const [id, text] of Object.entries(read())) {
    const field = document.getElementById(id);
    if (!field || field.value || !text) continue;
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
}
