// render.mjs FOLDER: for each conversation, the prompt that the reference makes of it with the folder's chat template, or null where it refuses.
// render.mjs --published: the same with every template that @huggingface/ollama-utils carries, a line for each: name, template, tokens, conversations with prompts.
import { readFileSync } from 'node:fs';
import { Template } from '@huggingface/jinja';
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

function render(source, tokens) {
  const template = new Template(source);
  return conversations.map((input) => {
    let prompt = null;
    try { prompt = template.render({ ...tokens, ...input }); } catch { /* the reference refuses it */ }
    return [input, prompt];
  });
}

function folder(path) {
  const config = JSON.parse(readFileSync(`${path}/tokenizer_config.json`, 'utf8'));
  const named = config.chat_template;
  const tokens = Object.fromEntries(Object.entries(config).filter(([k]) => k.endsWith('_token')).map(([k, v]) => [k, typeof v === 'string' ? v : v?.content]).filter(([, v]) => v !== undefined));
  return render(typeof named === 'string' ? named : (named.find(t => t.name === 'default') ?? named[0]).template, tokens);
}

// The package keeps its table of templates to itself; its source holds it as one array of plain strings.
function published() {
  const source = readFileSync(new URL('node_modules/@huggingface/ollama-utils/src/chat-template-automap.ts', import.meta.url), 'utf8');
  return new Function(`return ${source.slice(source.indexOf('= [') + 2)}`)();
}

if (process.argv[2] === '--published') {
  const tokens = { bos_token: '<s>', eos_token: '</s>', pad_token: '<pad>', unk_token: '<unk>' };
  const seen = new Set();
  for (const { model, gguf } of published()) {
    if (!gguf || seen.has(gguf)) continue;
    seen.add(gguf);
    console.log(JSON.stringify({ name: `${seen.size} ${model}`, template: gguf, tokens, cases: render(gguf, tokens) }));
  }
} else {
  for (const line of folder(process.argv[2])) console.log(JSON.stringify(line));
}
