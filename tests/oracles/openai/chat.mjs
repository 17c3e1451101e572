// Prints as one line of JSON what the official client makes of a server: node chat.mjs BASE_URL KEY MODEL
import OpenAI from 'openai';

const [baseURL, apiKey, model] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
const request = { model, messages: [{ role: 'user', content: 'Hello' }], max_completion_tokens: 12, temperature: 0, seed: 1 };

const models = [];
for await (const entry of client.models.list()) models.push(entry.id);
const whole = await client.chat.completions.create(request);
let streamed = '', finish = null, usage = null;
for await (const chunk of await client.chat.completions.create({ ...request, stream: true, stream_options: { include_usage: true } })) {
  streamed += chunk.choices[0]?.delta?.content ?? '';
  finish = chunk.choices[0]?.finish_reason ?? finish;
  usage = chunk.usage ?? usage;
}
const refused = await new OpenAI({ baseURL, apiKey: 'wrong', maxRetries: 0 }).models.list().then(() => null, fault => [fault.constructor.name, fault.status, fault.code]);
console.log(JSON.stringify({ models, text: whole.choices[0].message.content, usage: whole.usage.total_tokens, finish: whole.choices[0].finish_reason, streamed, streamedUsage: usage?.total_tokens, streamedFinish: finish, refused }));
