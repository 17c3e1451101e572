// Checks an exported folder with independent engines: the tokenizers library, a Jinja engine and ONNX Runtime.
// Usage: node verify.mjs MODEL_FOLDER CASES_JSON
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const require = createRequire(process.env.NODE_MODULES_AT ? path.join(process.env.NODE_MODULES_AT, 'x.js') : import.meta.url);
const { Tokenizer } = require('@anush008/tokenizers');
const { Template } = require('@huggingface/jinja');
const ort = require('onnxruntime-node');

const [folder, casesFile] = process.argv.slice(2);
const { cases, texts } = JSON.parse(fs.readFileSync(casesFile, 'utf8'));
const tokenizer = Tokenizer.fromFile(path.join(folder, 'tokenizer.json'));
const template = new Template(JSON.parse(fs.readFileSync(path.join(folder, 'tokenizer_config.json'), 'utf8')).chat_template);
const config = JSON.parse(fs.readFileSync(path.join(folder, 'config.json'), 'utf8'));
const session = await ort.InferenceSession.create(path.join(folder, 'model.onnx'), { intraOpNumThreads: 1 });
const same = (a, b) => a.length === b.length && a.every((v, i) => v === b[i]);
const big = (values, dims) => new ort.Tensor('int64', BigInt64Array.from(values.map(BigInt)), dims);
const result = { tokenizer: 0, template: 0, maxLogitError: 0, greedySame: 0, greedyTokens: 0, paddedError: 0 };

function empty(batch) {
  const feeds = {};
  for (let i = 0; i < config.num_hidden_layers; i++)
    for (const s of ['key', 'value']) feeds[`past_key_values.${i}.${s}`] = new ort.Tensor('float32', new Float32Array(0), [batch, config.num_key_value_heads, 0, config.head_dim]);
  return feeds;
}

function last(output, row) {
  const [, t, v] = output.logits.dims;
  return Array.from(output.logits.data.slice((row * t + t - 1) * v, (row * t + t) * v));
}

const distance = (a, b) => Math.max(...a.map((v, i) => Math.abs(v - b[i])));

for (const { text, ids } of texts) {
  const encoded = await tokenizer.encode(text, null, { addSpecialTokens: false });
  if (!same(encoded.getIds(), ids)) throw new Error('the tokenizers library encodes otherwise: ' + text);
  if ((await tokenizer.decode(ids, true)) !== text) throw new Error('decoding is not the text: ' + text);
  result.tokenizer++;
}
for (const c of cases) {
  const rendered = template.render({ messages: c.messages, add_generation_prompt: true });
  const ids = (await tokenizer.encode(rendered, null, { addSpecialTokens: false })).getIds();
  if (!same(ids, c.ids)) throw new Error('the rendered chat has other ids than the training');
  result.template++;
  let feeds = { input_ids: big(ids, [1, ids.length]), attention_mask: big(ids.map(() => 1), [1, ids.length]), position_ids: big(ids.map((_, i) => i), [1, ids.length]), ...empty(1) };
  let output = await session.run(feeds);
  result.maxLogitError = Math.max(result.maxLogitError, distance(last(output, 0), c.logits));
  let length = ids.length;
  for (const expected of [...c.greedy, config.eos_token_id].slice(0, 80)) {
    const logits = last(output, 0);
    const token = logits.indexOf(Math.max(...logits));
    result.greedyTokens++;
    if (token === expected) result.greedySame++;
    if (token === config.eos_token_id) break;
    const past = Object.fromEntries(Object.entries(output).filter(([k]) => k !== 'logits').map(([k, v]) => [k.replace('present', 'past_key_values'), v]));
    length++;
    output = await session.run({ input_ids: big([token], [1, 1]), attention_mask: big(Array(length).fill(1), [1, length]), position_ids: big([length - 1], [1, 1]), ...past });
  }
}
const longest = Math.max(...cases.map(c => c.ids.length));
const rows = cases.map(c => ({ ids: [...Array(longest - c.ids.length).fill(config.pad_token_id), ...c.ids], pad: longest - c.ids.length }));
const batch = await session.run({
  input_ids: big(rows.flatMap(r => r.ids), [rows.length, longest]),
  attention_mask: big(rows.flatMap(r => r.ids.map((_, i) => (i < r.pad ? 0 : 1))), [rows.length, longest]),
  position_ids: big(rows.flatMap(r => r.ids.map((_, i) => Math.max(0, i - r.pad))), [rows.length, longest]), ...empty(rows.length) });
cases.forEach((c, i) => { result.paddedError = Math.max(result.paddedError, distance(last(batch, i), c.logits)); });
console.log(JSON.stringify(result));
if (result.maxLogitError > 1e-3 || result.paddedError > 1e-3 || result.greedySame < result.greedyTokens) process.exit(1);
