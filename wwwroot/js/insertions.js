// Which stretches of the document came from a reply, and what the person makes of them: counts, never words. They follow each change.
import { note } from './events.js';

const pause = 2000;
let ranges = [], store, timer;

/** Takes up the stretches of an earlier visit, if the document is as long as they left it. */
export function open(session, length) {
  store = `collabllm-inserted-${session}`;
  const kept = JSON.parse(localStorage.getItem(store) ?? 'null');
  ranges = kept?.length === length ? kept.ranges : [];
}

export function inserted(turn, from, characters) {
  ranges.push({ turn, from, to: from + characters, added: 0, removed: 0 });
}

/** ops: a change as the editor tells it; byPerson: not by an insertion; length: of the document after it. */
export function changed(ops, byPerson, length) {
  let at = 0;
  for (const { retain, insert, delete: gone } of ops) {
    if (gone) for (const range of ranges) shrink(range, at, gone, byPerson);
    else if (insert === undefined) at += retain;
    else {
      const characters = typeof insert === 'string' ? insert.length : 1;
      for (const range of ranges) grow(range, at, characters, byPerson);
      at += characters;
    }
  }
  localStorage.setItem(store, JSON.stringify({ length, ranges }));
  if (!ranges.some(r => r.added + r.removed > 0)) return;
  clearTimeout(timer);
  timer = setTimeout(report, pause);
}

/** Says what was edited since it last said so. A stretch of which nothing is left is told once more, with 0 left. */
export function report() {
  clearTimeout(timer);
  for (const range of ranges.filter(r => r.added + r.removed > 0)) {
    note('inserted-edited', { turn: range.turn, added: range.added, removed: range.removed, left: range.to - range.from }, range.turn);
    [range.added, range.removed] = [0, 0];
  }
  ranges = ranges.filter(r => r.to > r.from);
}

/** The document was replaced by another version. */
export function forget() {
  report();
  ranges = [];
  localStorage.removeItem(store);
}

function shrink(range, at, characters, byPerson) {
  const before = position => Math.max(0, Math.min(position, at + characters) - at);
  const [from, to] = [range.from - before(range.from), range.to - before(range.to)];
  if (byPerson) range.removed += range.to - range.from - (to - from);
  [range.from, range.to] = [from, to];
}

function grow(range, at, characters, byPerson) {
  if (at >= range.to || range.from === range.to) return;
  if (at <= range.from) range.from += characters;
  else if (byPerson) range.added += characters;
  range.to += characters;
}
