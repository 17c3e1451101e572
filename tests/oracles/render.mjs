// render.mjs FOLDER: for each conversation, the prompt that the reference makes of it with the folder's chat template, or null where it refuses.
import { readFileSync } from 'node:fs';
import { Template } from '@huggingface/jinja';
const config = JSON.parse(readFileSync(`${process.argv[2]}/tokenizer_config.json`, 'utf8'));
const named = config.chat_template;
const source = typeof named === 'string' ? named : (named.find(t => t.name === 'default') ?? named[0]).template;
const tokens = Object.fromEntries(Object.entries(config).filter(([k]) => k.endsWith('_token')).map(([k, v]) => [k, typeof v === 'string' ? v : v?.content]).filter(([, v]) => v !== undefined));
const template = new Template(source);
const texts = ['Hello', '', '  spaces around  ', 'two\nlines\n', 'naïve 東京 🙂 e\u0301', 'a "quoted" \\ back', '<|im_end|> [/INST] </s>', '{{ not }} {% a %} template', 'x'.repeat(300), '<think>\nhm\n</think>\n\nYes'];
const m = (role, i) => ({ role, content: texts[i % texts.length] });
const conversations = [];
for (let i = 0; i < 10; i++) for (const generation of [true, false]) for (const system of [true, false]) {
  const messages = system ? [m('system', i)] : [];
  for (let t = 0; t <= i % 4; t++) messages.push(m('user', i + t), m('assistant', i + 2 * t + 1));
  if (i % 3) messages.push(m('user', i + 5));
  conversations.push({ messages, add_generation_prompt: generation });
}
conversations.push({ messages: [m('assistant', 0)], add_generation_prompt: true }, { messages: [], add_generation_prompt: true }, { messages: [m('user', 0), m('user', 1)], add_generation_prompt: false });
for (const input of conversations) {
  let prompt = null;
  try { prompt = template.render({ ...tokens, ...input }); } catch { /* the reference refuses it */ }
  console.log(JSON.stringify([input, prompt]));
}
