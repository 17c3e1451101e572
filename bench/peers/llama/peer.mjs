// llama.cpp as a peer: one JSON command a line in, one JSON result a line out. CPU time is that of this process.
import { createInterface } from 'node:readline';
import { getLlama } from 'node-llama-cpp';

const llama = await getLlama({ gpu: false, build: 'never', logLevel: 'error', maxThreads: 1 });
const model = await llama.loadModel({ modelPath: process.argv[2] });
const context = await model.createContext({ contextSize: 1024, sequences: 12, batchSize: 512, threads: 1, flashAttention: true });
const sequences = Array.from({ length: 12 }, () => context.getSequence());

async function one(sequence, tokens, count, reuse) {
  if (!reuse) await sequence.clearHistory();
  const ids = [];
  for await (const token of sequence.evaluate(reuse ? tokens.slice(sequence.nextTokenIndex) : tokens, { temperature: 0, yieldEogToken: true })) {
    ids.push(token);
    if (ids.length >= count) break;
  }
  return ids;
}

for await (const line of createInterface({ input: process.stdin })) {
  const { rows, count, reuse } = JSON.parse(line);
  const cpu = process.cpuUsage();
  const wall = performance.now();
  const ids = await Promise.all(rows.map((row, i) => one(sequences[i], row, count, reuse)));
  const used = process.cpuUsage(cpu);
  console.log(JSON.stringify({ cpuMs: (used.user + used.system) / 1000, wallMs: performance.now() - wall, ids }));
}
