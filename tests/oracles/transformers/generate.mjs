// transformers.js as an oracle and a peer: one JSON command a line in, one JSON result a line out. CPU time is that of this process.
import { createInterface } from 'node:readline';
import { dirname, basename, resolve } from 'node:path';
import { AutoModelForCausalLM, Tensor, env } from '@huggingface/transformers';

const folder = resolve(process.argv[2]);
env.allowRemoteModels = false;
env.localModelPath = dirname(folder);
const model = await AutoModelForCausalLM.from_pretrained(basename(folder), {
  local_files_only: true, subfolder: '', model_file_name: 'model', dtype: 'fp32', device: 'cpu',
  session_options: { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 },
});

const tensor = (rows) => new Tensor('int64', BigInt64Array.from(rows.flat().map(BigInt)), [rows.length, rows[0].length]);
const ones = (rows, length) => new Tensor('int64', new BigInt64Array(rows * length).fill(1n), [rows, length]);

async function generate(rows, count, past) {
  const output = await model.generate({
    inputs: tensor(rows), attention_mask: ones(rows.length, rows[0].length), max_new_tokens: count, do_sample: false,
    eos_token_id: [-1], return_dict_in_generate: true, ...(past ? { past_key_values: past } : {}),
  });
  const ids = output.sequences.tolist().map((row) => row.slice(rows[0].length).map(Number));
  return { ids, past: output.past_key_values };
}

let kept = null;
for await (const line of createInterface({ input: process.stdin })) {
  const { rows, count, reuse } = JSON.parse(line);
  const cpu = process.cpuUsage();
  const wall = performance.now();
  const { ids, past } = await generate(rows, count, reuse ? kept : null);
  kept = past;
  const used = process.cpuUsage(cpu);
  console.log(JSON.stringify({ cpuMs: (used.user + used.system) / 1000, wallMs: performance.now() - wall, ids }));
}
