// encode.mjs TOKENIZER.json STRINGS.jsonl: ids by the original Rust library, no special tokens added; then the text decoded from them.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
const { Tokenizer } = createRequire(import.meta.url)('@anush008/tokenizers');
const tokenizer = Tokenizer.fromFile ? Tokenizer.fromFile(process.argv[2]) : Tokenizer.fromString(readFileSync(process.argv[2], 'utf8'));
for (const line of readFileSync(process.argv[3], 'utf8').split('\n')) {
  if (!line) continue;
  const ids = Array.from((await tokenizer.encode(JSON.parse(line), null, { addSpecialTokens: false })).getIds());
  console.log(JSON.stringify([ids, await tokenizer.decode(ids, true)]));
}
