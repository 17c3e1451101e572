// The editor (Quill, served from here), its autosave, and the copy that this browser keeps until the server has it.
let quill, page, key, timer, isSaving = false, isDirty = false, cause = 'Autosave';

const load = path => new Promise((done, failed) => {
  if (window.Quill) { done(); return; }
  const script = Object.assign(document.createElement('script'), { src: path, onload: done, onerror: () => failed(new Error('The editor could not be loaded.')) });
  document.head.append(script);
});
const words = () => (quill.getText().match(/\S+/g) ?? []).length;
const content = () => JSON.stringify({ ops: quill.getContents().ops });
const show = state => page?.invokeMethodAsync('Show', state, words()).catch(() => {});

export async function open(element, reference, session, saved, mayEdit) {
  await load('/lib/quill/quill.js');
  page = reference;
  key = `collabllm-draft-${session}`;
  quill = new window.Quill(element, { theme: null, readOnly: !mayEdit, placeholder: 'Your document. Write here, or insert from a reply.',
    formats: ['header', 'bold', 'italic', 'list', 'blockquote'], modules: { toolbar: false, history: { delay: 800, userOnly: true } } });
  quill.root.setAttribute('role', 'textbox');
  quill.root.setAttribute('aria-multiline', 'true');
  quill.root.setAttribute('aria-label', 'Your document');
  quill.root.setAttribute('dir', 'auto');
  if (saved) quill.setContents(JSON.parse(saved), 'silent');
  // What a lost connection or a crash left in this browser is newer than what the server has.
  const draft = localStorage.getItem(key);
  quill.on('text-change', () => { isDirty = true; localStorage.setItem(key, content()); show('Saving'); plan(1000); });
  if (draft && draft !== saved) { quill.setContents(JSON.parse(draft), 'silent'); isDirty = true; plan(200); }
  show(isDirty ? 'Saving' : 'Saved');
  window.addEventListener('online', flush);
}

function plan(ms) {
  clearTimeout(timer);
  timer = setTimeout(flush, ms);
}

export async function flush() {
  if (!quill || !page || !isDirty) return;
  if (isSaving) { plan(300); return; }
  clearTimeout(timer);
  isSaving = true;
  isDirty = false;
  const sent = content();
  const why = cause;
  cause = 'Autosave';
  try {
    const result = await page.invokeMethodAsync('SaveAsync', sent, why);
    if (result === 'saved') {
      if (!isDirty && localStorage.getItem(key) === sent) localStorage.removeItem(key);
      show(isDirty ? 'Saving' : 'Saved');
    } else {
      isDirty = true;
      show(result === 'conflict' ? 'Saving' : 'Not saved - retrying');
      plan(result === 'conflict' ? 100 : 3000);
    }
  } catch {
    isDirty = true;
    show('Not saved - retrying');
    plan(3000);
  } finally { isSaving = false; }
}

export function format(command) {
  if (command === 'undo' || command === 'redo') { quill.history[command](); return; }
  const active = quill.getFormat();
  const value = { header: active.header ? false : 2, list: active.list ? false : 'bullet' }[command] ?? !active[command];
  quill.format(command, value, 'user');
}

export function insertReply(turn) {
  const reply = document.querySelector(`[data-reply="${turn}"] .text`);
  if (!reply) return;
  const selection = document.getSelection();
  const part = selection && !selection.isCollapsed && reply.contains(selection.anchorNode) && reply.contains(selection.focusNode) ? selection.toString() : null;
  const range = quill.getSelection() ?? { index: Math.max(0, quill.getLength() - 1), length: 0 };
  const at = range.index;
  cause = 'Insert';
  if (range.length) quill.deleteText(at, range.length, 'user');
  if (part) quill.insertText(at, part, 'user');
  else quill.clipboard.dangerouslyPasteHTML(at, reply.innerHTML, 'user');
  quill.focus();
}

export function setContent(saved) {
  quill.setContents(JSON.parse(saved), 'silent');
  isDirty = false;
  localStorage.removeItem(key);
  show('Saved');
}

export async function close() {
  window.removeEventListener('online', flush);
  clearTimeout(timer);
  page = null;
}
