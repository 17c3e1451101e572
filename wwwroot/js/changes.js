// Every single change of the document, where the study keeps them and the person agreed: on their way to the server, each with its number.
// They go with the save of the text that they lead to, and stay here and in the draft until it is acknowledged.
const most = 20000;
let last = null, pending = [];

/** lastNumber: number of the last change that the server has; null where single changes are not kept. */
export function open(lastNumber) {
  [last, pending] = [lastNumber ?? null, []];
}

export function made(ops, source) {
  if (last === null) return;
  // So many, without a network for hours, would not fit into the browser's store: the server then keeps the text as one change.
  if (pending.length >= most) pending = [];
  pending.push({ change: JSON.stringify({ ops }), source, clientMs: performance.now(), origin: performance.timeOrigin });
}

/** What waits, for the draft. */
export const kept = () => last === null ? undefined : { last, pending };

/** Takes up what an earlier visit left; false when it does not follow on what the server has. */
export function takeUp(left) {
  if (last === null || left?.last !== last) return false;
  pending = left.pending;
  return true;
}

/** What waits, numbered. The numbers stay the same until the server acknowledges them. */
export function batch() {
  const ago = ({ clientMs, origin }) => Math.max(0, origin === performance.timeOrigin ? performance.now() - clientMs : Date.now() - origin - clientMs);
  return pending.map((made, i) => ({ sequence: last + 1 + i, change: made.change, source: made.source, clientMs: made.clientMs, agoMs: ago(made) }));
}

/** The server has the first so many of what waited. */
export function stored(count, lastNumber) {
  pending.splice(0, count);
  if (last !== null) last = lastNumber ?? last;
}
