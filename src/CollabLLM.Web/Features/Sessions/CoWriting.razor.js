// What happens on the page, without anybody's words: kinds, times, counts. Sent in batches, kept while the connection is gone.
import { call, onConnection } from '../../js/connection.js';

const gap = 2000, longestHold = 20000, largestBatch = 500;
let page, queue = [], timer, burst, lastActivity = 0, isSending = false, forget;
const now = () => performance.now();
const put = (kind, data, turn, at) => queue.push({ kind, clientMs: at ?? now(), turn: turn ?? null, data: data ? JSON.stringify(data) : null });

/** Notes an event of another part of the page. */
export const note = (kind, data, turn) => put(kind, data, turn);

function endBurst() {
  if (!burst) return;
  put('typing', { where: burst.where, durationMs: Math.round(burst.last - burst.from), keys: burst.keys, characters: burst.characters }, null, burst.last);
  burst = null;
}

const paneOf = element => element.closest?.('.document-pane') ? 'document' : 'message';

function onInput(event) {
  if (!event.isTrusted) return;
  const where = paneOf(event.target);
  if (burst && (now() - burst.last > gap || burst.where !== where)) endBurst();
  burst ??= { where, from: now(), keys: 0, characters: 0 };
  burst.last = now();
  burst.keys++;
  burst.characters += event.data?.length ?? 0;
}

function onPaste(event) {
  const text = event.clipboardData?.getData('text/plain').trim() ?? '';
  const holds = selector => [...document.querySelectorAll(selector)].some(e => e.innerText.includes(text));
  put('paste', { source: holds('.reply .text') ? 'reply' : holds('.turn-me, .ql-editor') ? 'own' : 'outside', characters: text.length, where: paneOf(event.target) });
}

function onActivity() {
  if (now() - lastActivity < 5000) return;
  lastActivity = now();
  put('activity');
}

const onVisibility = () => { endBurst(); put(document.hidden ? 'hidden' : 'visible'); if (document.hidden) flush(); };
const onFocus = () => put('focus');
const onBlur = () => { endBurst(); put('blur'); };
const onLink = isConnected => { endBurst(); put(isConnected ? 'connected' : 'disconnected'); if (isConnected) flush(); };

async function flush() {
  // The page's clock must not step back in the data, and a burst is dated by its last key: nothing is sent while one goes on.
  if (burst && !document.hidden && now() - burst.last <= gap && now() - burst.from < longestHold) return;
  endBurst();
  if (queue.length === 0 || !page || isSending) return;
  const batch = queue.splice(0, largestBatch);
  isSending = true;
  try { await call(page, 'RecordAsync', now(), batch); }
  catch { queue.unshift(...batch); }
  finally { isSending = false; }
}

const listeners = [['click', onClick], ['input', onInput], ['paste', onPaste], ['pointermove', onActivity], ['scroll', onActivity], ['keydown', onActivity], ['visibilitychange', onVisibility]];

export function enter(reference) {
  page = reference;
  for (const [kind, listener] of listeners) document.addEventListener(kind, listener, { capture: true, passive: true });
  window.addEventListener('focus', onFocus);
  window.addEventListener('blur', onBlur);
  forget = onConnection(onLink);
  put('connected');
  timer = setInterval(flush, 3000);
  let tab = sessionStorage.getItem('collabllm-tab');
  if (!tab) sessionStorage.setItem('collabllm-tab', tab = newKey());
  return tab;
}

export async function leave() {
  clearInterval(timer);
  for (const [kind, listener] of listeners) document.removeEventListener(kind, listener, { capture: true });
  window.removeEventListener('focus', onFocus);
  window.removeEventListener('blur', onBlur);
  forget?.();
  endBurst();
  await flush();
  page = null;
}

/** A name that nobody else has: of this tab, of a message. Outside https the browser has no randomUUID. */
export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, '0')).join('');
}

/** On a narrow screen one pane shows at a time. */
export function showPane(name) {
  document.querySelector('.panes')?.setAttribute('data-tab', name);
  for (const button of document.querySelectorAll('[data-pane]')) {
    if (button.dataset.pane === name) button.setAttribute('aria-current', 'true');
    else button.removeAttribute('aria-current');
  }
}

function onClick(event) {
  const pane = event.target.closest('[data-pane]');
  if (pane) showPane(pane.dataset.pane);
}
