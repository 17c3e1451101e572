// Prints N random editing sessions, one a line: the changes as the editor reports them, and the document that quill-delta makes of them.
// Run: npm ci && node deltas.mjs 1000 1 | gzip -9n > ../CollabLLM.UnitTests/Golden/documents/editing-sessions.jsonl.gz
import Delta from 'quill-delta';

const [n, seed] = [Number(process.argv[2] ?? 1000), Number(process.argv[3] ?? 1)];
let state = BigInt(seed) * 6364136223846793005n + 1442695040888963407n;
const next = () => { state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n); return Number(state >> 33n); };
const below = k => next() % k;
const pick = list => list[below(list.length)];
const pieces = ['a', 'word ', '😀', '😁', 'e\u0301', '\u200fשלום', '\n', '👩‍👩‍👧', '👍🏽', 'naïve', '\t', '"q"', 'न\u093c', '한', '𠮷', '\u0301', '🇩🇪', 'x\ny'];
const formats = [{ bold: true }, { italic: true }, { bold: true, italic: true }, { header: 2 }, { list: 'bullet' }, { blockquote: true }, { bold: null }, { italic: null, bold: true }, { header: null }];
const text = document => document.reduce((all, op) => all + op.insert, '');
// Never between the two halves of a pair, as in the editor.
const place = (whole, at) => at > 0 && at < whole.length && /[\udc00-\udfff]/.test(whole[at]) ? at + 1 : at;

function change(document) {
  const whole = text(document), last = whole.length - 1, made = new Delta();
  let at = 0;
  for (let parts = below(8) === 0 ? 3 : 1; parts > 0; parts--) {
    const from = place(whole, at + below(last - at + 1)), to = Math.min(last, place(whole, from + below(Math.min(7, last - from) + 1)));
    if (from > last) break;
    made.retain(from - at);
    at = from;
    const kind = below(10);
    if (kind < 6) made.insert(pick(pieces), below(4) === 0 ? pick(formats.slice(0, 4)) : undefined);
    if (kind > 3 && kind < 8 && to > at) { made.delete(to - at); at = to; }
    if (kind >= 8 && to > at) { made.retain(to - at, pick(formats)); at = to; }
  }
  return made.chop();
}

for (let i = 0; i < n; i++) {
  let document = new Delta().insert('\n');
  const changes = [];
  for (let edits = 6 + below(14); edits > 0; edits--) {
    const made = change(document);
    if (made.length() === 0 && made.ops.length === 0) continue;
    document = document.compose(made);
    changes.push(made.ops);
  }
  console.log(JSON.stringify({ changes, document: document.ops }));
}
