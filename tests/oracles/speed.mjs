// speed.mjs TOKENIZER.json STRINGS.jsonl ROUNDS: seconds of the fastest round of encoding all strings by the original Rust library, one at a time.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
const { Tokenizer } = createRequire(import.meta.url)('@anush008/tokenizers');
const tokenizer = Tokenizer.fromFile(process.argv[2]);
const strings = readFileSync(process.argv[3], 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line));
let best = Infinity;
for (let round = 0; round < Number(process.argv[4]); round++) {
  const start = performance.now();
  for (const text of strings) await tokenizer.encode(text, null, { addSpecialTokens: false });
  best = Math.min(best, (performance.now() - start) / 1000);
}
console.log(best);
