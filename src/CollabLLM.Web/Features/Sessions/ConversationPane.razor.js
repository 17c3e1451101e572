// Keeps the newest words in sight unless the reader has scrolled up, keeps the unsent message in this browser, sends it when the connection is back,
// and notes what was read.
import { copyText } from '../../js/copy.js';
import { isConnected, onConnection } from '../../js/connection.js';
import { newKey, note, settle } from '../../js/events.js';
import { showPane } from './CoWriting.razor.js';
import { flush } from './DocumentPane.razor.js';

const near = 160;
let stream, input, store, forget, seen, watcher, readers, isAtEnd = true;

export function open(streamElement, inputElement, sessionId, keys) {
  // A session that is open in another tab takes the pane away again while it is being set up.
  if (!streamElement?.isConnected || !inputElement?.isConnected) return;
  const [session, sentKeys] = [JSON.parse(sessionId), JSON.parse(keys)];
  [stream, input, store, seen, isAtEnd] = [streamElement, inputElement, `collabllm-message-${session}`, new Set(), true];
  const draft = read();
  if (draft && sentKeys.includes(draft.key)) localStorage.removeItem(store);
  else if (draft && !input.value) { input.value = draft.text; tell(); sendWanted(); }
  input.addEventListener('input', keep);
  input.addEventListener('keydown', onKey);
  input.form.addEventListener('submit', want);
  document.addEventListener('mousedown', keepSelection);
  document.addEventListener('click', onClick);
  stream.addEventListener('scroll', onScroll, { passive: true });
  // What was typed while the connection was gone is in the box but not yet on the server.
  forget = onConnection(isBack => { if (isBack) { tell(); sendWanted(); } else showUnsent(); });
  readers = new IntersectionObserver(entries => entries.forEach(onSeen), { root: stream });
  watcher = new MutationObserver(onGrown);
  watcher.observe(stream, { childList: true, subtree: true, characterData: true });
  onGrown();
}

export function close() {
  forget?.();
  document.removeEventListener('mousedown', keepSelection);
  document.removeEventListener('click', onClick);
  watcher?.disconnect();
  readers?.disconnect();
}

/** The key of the message in the box: the same for each try to send it, another for another message. What belongs before the message goes first. */
export async function messageKey() {
  await Promise.all([settle(), flush()]);
  return (read() ?? keep()).key;
}

/** The message with this key is written; what was typed since is another message. */
export function sent(key) {
  if (read()?.key === key) localStorage.removeItem(store);
  showUnsent();
}

/** The message was not taken, and the page says why: it stays in the box until the person sends it again. */
export function kept() {
  const draft = read();
  if (draft?.wanted) localStorage.setItem(store, JSON.stringify({ ...draft, wanted: false }));
  showUnsent();
}

export function toEnd() {
  if (!stream) return;
  isAtEnd = true;
  stream.scrollTop = stream.scrollHeight;
}

/** Two replies to pick from are read from their beginning. */
export function pickShown() {
  const pick = stream?.querySelector('.pick');
  if (pick) stream.scrollTop += pick.closest('.reply').getBoundingClientRect().top - stream.getBoundingClientRect().top;
}

/** A rating that is taller than what can be seen is shown from its question on. */
export function ratingShown(turn) {
  note('rating-shown', null, Number(turn));
  const form = stream?.querySelector(':scope > .rate');
  if (!form || form.offsetHeight <= stream.clientHeight) return;
  isAtEnd = false;
  form.scrollIntoView({ block: 'start' });
}

/** After a rating the next words are the person's: the box takes the focus, unless that would bring up a keyboard of glass. */
export function ratingGiven() {
  if (matchMedia('(pointer: fine)').matches) input.focus();
}

const tell = () => input.dispatchEvent(new Event('input', { bubbles: true }));
const read = () => JSON.parse(localStorage.getItem(store) ?? 'null');

function keep() {
  const before = read();
  const text = input.value;
  const draft = before?.text === text ? before : { key: newKey(), text };
  if (text) localStorage.setItem(store, JSON.stringify(draft));
  else localStorage.removeItem(store);
  showUnsent();
  return draft;
}

// The person has sent what is in the box. Until the server has taken it, it is sent again with the same key whenever the connection comes back.
function want() {
  if (!input.value.trim()) return;
  localStorage.setItem(store, JSON.stringify({ ...keep(), wanted: true }));
  showUnsent();
}

function showUnsent() { input.form.querySelector('[data-unsent]').hidden = isConnected() || !read()?.wanted; }

// Only once the page answers, and belongs to this tab.
function sendWanted(tries = 100) {
  if (!read()?.wanted || !isConnected() || !input.isConnected) return;
  if (document.querySelector('.cowriting')?.dataset.ready === 'true') input.form.requestSubmit();
  else if (tries > 0) setTimeout(() => sendWanted(tries - 1), 100);
}

function onKey(event) {
  const sends = input.dataset.enterSends === 'true' ? event.key === 'Enter' && !event.shiftKey : event.key === 'Enter' && event.ctrlKey;
  if (!sends || event.isComposing) return;
  event.preventDefault();
  want();
}

// A press on a button must not take the selection away that the button is about.
function keepSelection(event) {
  if (event.target.closest('[data-action]')) event.preventDefault();
}

function onClick(event) {
  const button = event.target.closest('[data-action]');
  const reply = button?.closest('.reply');
  if (button?.dataset.action === 'copy') copy(reply);
  if (button?.dataset.action === 'quote') quote(reply);
}

// The selection, wherever it is; without one, the reply of the button.
function quote(reply) {
  const chosen = String(document.getSelection() ?? '').trim();
  const text = chosen || reply?.querySelector('.text').innerText.trim();
  if (!text) return;
  input.value = `${text.split('\n').map(line => `> ${line}`).join('\n')}\n\n${input.value}`;
  tell();
  showPane('chat');
  input.focus();
  input.setSelectionRange(input.value.length, input.value.length);
  note('quoted', { characters: text.length }, Number(reply?.dataset.reply) || null);
}

async function copy(reply) {
  const text = reply.querySelector('.text');
  const way = await copyText(text);
  // The way over a selection is noted as any copying.
  if (way === 'clipboard') note('copied', { characters: text.innerText.length }, Number(reply.dataset.reply));
  if (way === 'selection') document.getSelection().removeAllRanges();
}

function onScroll() { isAtEnd = stream.scrollHeight - stream.scrollTop - stream.clientHeight < near; }

function onGrown() {
  if (isAtEnd) stream.scrollTop = stream.scrollHeight;
  for (const actions of stream.querySelectorAll('.reply .actions:not([data-watched])')) {
    actions.dataset.watched = '';
    readers.observe(actions);
  }
}

function onSeen(entry) {
  const turn = Number(entry.target.closest('.reply')?.dataset.reply);
  if (!entry.isIntersecting || !turn || seen.has(turn)) return;
  seen.add(turn);
  readers.unobserve(entry.target);
  note('read-to-end', null, turn);
}
