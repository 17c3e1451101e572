// The editor (Quill, served from here), its autosave, and the copy that this browser keeps until the server has it.
import { call, onConnection } from '../../js/connection.js';
import { note } from '../../js/events.js';
import * as insertions from '../../js/insertions.js';
import * as changes from '../../js/changes.js';
import { showPane } from './CoWriting.razor.js';

const pause = 1000, again = 3000;
// Tab leads on to the next control, as everywhere on the page: in an editor that keeps it a keyboard would be caught.
const leaveTab = { tab: null, indent: null, outdent: null, 'remove tab': null };
let quill, page, pane, store, number, forget, timer, isSaving = false, isDirty = false, cause = 'Autosave', state = '', lastRange = null, isInserting = false;

const load = path => new Promise((done, failed) => {
  if (window.Quill) { done(); return; }
  const script = Object.assign(document.createElement('script'), { src: path, onload: done, onerror: () => failed(new Error('The editor could not be loaded.')) });
  document.head.append(script);
});
const content = () => JSON.stringify({ ops: quill.getContents().ops });
const draft = () => JSON.parse(localStorage.getItem(store) ?? 'null');
// A document that grows from replies only is closed to the person's own changes, so an insertion is the page's.
const source = () => quill.isEnabled() ? 'user' : 'api';

export async function open(paneElement, editor, reference, begin) {
  const { session, saved, number: savedNumber, savedAt, mayEdit, lastChange } = JSON.parse(begin);
  await load('/lib/quill/quill.js');
  // A session that is open in another tab takes the pane away again while it is being set up.
  if (!editor?.isConnected) return;
  [pane, page, store, number, isDirty, isSaving, state] = [paneElement, reference, `collabllm-draft-${session}`, savedNumber, false, false, ''];
  lastRange = null;
  quill = new window.Quill(editor, { theme: null, readOnly: !mayEdit, placeholder: mayEdit ? 'Your document. Write here, or insert from a reply.' : 'Your document. Insert from a reply.',
    formats: ['header', 'bold', 'italic', 'list', 'blockquote'], modules: { toolbar: false, history: { delay: 800, userOnly: true }, keyboard: { bindings: leaveTab } } });
  for (const [name, value] of [['role', 'textbox'], ['aria-multiline', 'true'], ['aria-label', 'Your document'], ['dir', 'auto'], ['tabindex', '0']]) quill.root.setAttribute(name, value);
  if (saved) quill.setContents(JSON.parse(saved), 'silent');
  insertions.open(session, quill.getLength());
  changes.open(lastChange);
  quill.on('text-change', onChange);
  quill.on('editor-change', showFormats);
  const tools = pane.querySelector('.tools');
  // A press on a button must not take the selection away from the text.
  tools.addEventListener('mousedown', event => { if (event.target.closest('[data-format]')) event.preventDefault(); });
  tools.addEventListener('click', event => format(event.target.closest('[data-format]')));
  document.addEventListener('click', onInsert);
  forget = onConnection(isConnected => { if (isConnected) flush(); else if (isDirty || isSaving) show('Not saved - retrying'); });
  show('Saved');
  await takeUp(draft(), session, saved, savedAt);
}

// A lost connection or a crash leaves words in this browser that the server has not. Newer than the server's, they are the document again;
// older, because the person went on elsewhere, they become one of its versions.
async function takeUp(left, session, saved, savedAt) {
  if (!left || left.content === saved) { localStorage.removeItem(store); return; }
  if (left.base === number && changes.takeUp(left.changes)) {
    quill.setContents(JSON.parse(left.content), 'silent');
    insertions.open(session, quill.getLength());
    isDirty = true;
    keep();
    plan(0);
    return;
  }
  if (left.base === number || left.at > savedAt) { quill.setContents(JSON.parse(left.content), 'api'); return; }
  try {
    const answer = JSON.parse(await call(page, 'KeepAsideAsync', left.content));
    number = answer.number;
    changes.open(answer.lastChange);
    localStorage.removeItem(store);
  } catch {
    // It stays in this browser, for the next time.
  }
}

function onChange(change, _, by) {
  insertions.changed(change.ops, by === 'user' && !isInserting, quill.getLength());
  changes.made(change.ops, isInserting ? 'reply' : by === 'user' ? 'user' : 'restore');
  isDirty = true;
  keep();
  show(state.startsWith('Not') ? state : 'Saving');
  plan(pause);
}

function keep() {
  localStorage.setItem(store, JSON.stringify({ base: number, at: Date.now(), content: content(), changes: changes.kept() }));
}

function show(text) {
  const words = (quill.getText().match(/\S+/g) ?? []).length;
  pane.querySelector('[data-words]').textContent = words === 1 ? '1 word' : `${words.toLocaleString('en')} words`;
  const label = pane.querySelector('[data-saved]');
  // Read aloud only when something goes wrong, and when it is well again.
  label.setAttribute('aria-live', text.startsWith('Not') || state.startsWith('Not') ? 'polite' : 'off');
  label.className = `saved ${text === 'Saved' ? 'ok' : text === 'Saving' ? '' : 'bad'}`;
  if (label.textContent !== text) label.textContent = text;
  state = text;
}

function plan(ms) {
  clearTimeout(timer);
  timer = setTimeout(flush, ms);
}

export async function flush() {
  if (!page || !isDirty) return;
  if (isSaving) { plan(300); return; }
  clearTimeout(timer);
  [isSaving, isDirty] = [true, false];
  const [sent, why, batch] = [content(), cause, changes.batch()];
  cause = 'Autosave';
  try {
    const answer = JSON.parse(await call(page, 'SaveAsync', sent, why, JSON.stringify(batch)));
    number = answer.number;
    if (answer.state === 'saved') {
      changes.stored(batch.length, answer.lastChange);
      if (isDirty) keep(); else localStorage.removeItem(store);
      show(isDirty ? 'Saving' : 'Saved');
    } else if (answer.state === 'conflict') retry(100, 'Saving');
    else retry(again, 'Not saved - retrying');
  } catch {
    retry(again, 'Not saved - retrying');
  } finally { isSaving = false; }
}

function retry(ms, text) {
  isDirty = true;
  show(text);
  plan(ms);
}

function format(button) {
  if (!button) return;
  const { format: name, value } = button.dataset;
  if (name === 'undo' || name === 'redo') { quill.history[name](); return; }
  const active = quill.getFormat()[name];
  const isOn = value === undefined ? !!active : String(active) === value;
  quill.format(name, !isOn && (name === 'header' ? Number(value) : value ?? true), 'user');
  showFormats();
}

function showFormats() {
  const range = quill.getSelection();
  if (range) lastRange = range;
  const active = range ? quill.getFormat(range) : {};
  pane.querySelector('[data-action=quote]').hidden = !range?.length;
  for (const button of pane.querySelectorAll('[data-format][aria-pressed]')) {
    const { format: name, value } = button.dataset;
    button.setAttribute('aria-pressed', String(value === undefined ? !!active[name] : String(active[name]) === value));
  }
}

function onInsert(event) {
  const reply = event.target.closest('[data-action=insert]')?.closest('.reply');
  if (reply) insert(reply.querySelector('.text'), Number(reply.dataset.reply));
}

function insert(reply, turn) {
  const part = selectionIn(reply);
  showPane('document');
  // At the cursor, or in place of what is selected; where the cursor was last, when the focus has gone to the conversation; else at the end.
  const end = Math.max(0, quill.getLength() - 1);
  const { index, length } = quill.getSelection() ?? leftBehind(end);
  [cause, isInserting] = ['Insert', true];
  if (length) quill.deleteText(index, length, source());
  const at = part ? index : ownParagraph(index);
  const before = quill.getLength();
  if (part) quill.insertText(at, part.text, source());
  else quill.clipboard.dangerouslyPasteHTML(at, reply.innerHTML, source());
  const characters = quill.getLength() - before;
  isInserting = false;
  insertions.inserted(turn, at, characters);
  note('inserted', { turn, start: part?.start ?? 0, end: part ? part.start + part.text.length : reply.textContent.length, at, characters }, turn);
  if (quill.isEnabled()) quill.setSelection(at + characters, 0, 'user');
}

// A whole reply is paragraphs: it does not go on in the middle of somebody's sentence, nor they in its last one.
function ownParagraph(index) {
  if (quill.getText(index, 1) !== '\n') quill.insertText(index, '\n', source());
  if (index === 0 || quill.getText(index - 1, 1) === '\n') return index;
  quill.insertText(index, '\n', source());
  return index + 1;
}

// Who goes to the button by the keyboard leaves the document with its selection still there to see. A selection made in a reply since then took its place.
function leftBehind(end) {
  const [from, to] = [lastRange?.index ?? end, (lastRange?.index ?? end) + (lastRange?.length ?? 0)].map(position => Math.min(position, end));
  const isSeen = to > from && quill.root.contains(document.getSelection()?.anchorNode);
  return isSeen ? { index: from, length: to - from } : { index: to, length: 0 };
}

function selectionIn(reply) {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !reply.contains(selection.anchorNode) || !reply.contains(selection.focusNode)) return null;
  const chosen = selection.getRangeAt(0);
  const before = document.createRange();
  before.setStart(reply, 0);
  before.setEnd(chosen.startContainer, chosen.startOffset);
  return { text: selection.toString(), start: before.toString().length };
}

export function setContent(saved, answer) {
  const { number: savedNumber, lastChange } = JSON.parse(answer);
  insertions.forget();
  changes.open(lastChange);
  quill.setContents(JSON.parse(saved), 'silent');
  [number, isDirty] = [savedNumber, false];
  localStorage.removeItem(store);
  show('Saved');
}

export function close() {
  insertions.report();
  forget?.();
  document.removeEventListener('click', onInsert);
  clearTimeout(timer);
  page = null;
}
