// The page from the first step to the last: what happens on it is noted, and a new step begins at its top.
import { note } from '../../js/events.js';

export { begin, end } from '../../js/events.js';

/** A step that takes the place of another: its heading takes the focus. */
export function showStep(step, isFirst) {
  note('step-shown', { step });
  const heading = document.querySelector('h1');
  if (isFirst || !heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}
