// What happens on a participant's page, without anybody's words: kinds, times, counts. Sent in batches; what is not acknowledged is kept in
// this browser and sent again, by this page or the next one, so that each event is stored once.
import { call, onConnection } from './connection.js';
import { copiedText, pastedText } from './clipboard.js';

const gap = 2000, longestHold = 20000, largestBatch = 500, every = 3000, storeAll = 'collabllm-events-';
// An event that is sent again is known by its clock. Below a microsecond the clock holds chance and a count: no two events share one.
const chance = Math.random() / 1000;
let page, store, queue = [], sending = [], left = [], timer, burst, count = 0, lastActivity = 0, where = '', isSending = false, running = null, forget;
const now = () => performance.now();

/** Notes an event of any part of the page; at: when it happened, now if not given. */
export function note(kind, data, turn, at) {
  count = (count + 1) % 1000;
  queue.push({ kind, clientMs: (at ?? now()) + chance + count / 1e6, turn: turn ?? null, data: data ? JSON.stringify(data) : null });
}

const placeOf = element => element.closest?.('.document-pane') ? 'document' : element.closest?.('.composer') ? 'message' : 'form';

function endBurst() {
  if (!burst) return;
  note('typing', { where: burst.where, durationMs: Math.round(burst.last - burst.from), keys: burst.keys, characters: burst.characters }, null, burst.last);
  burst = null;
}

function onInput(event) {
  if (!event.isTrusted) return;
  const place = placeOf(event.target);
  if (burst && (now() - burst.last > gap || burst.where !== place)) endBurst();
  burst ??= { where: place, from: now(), keys: 0, characters: 0 };
  burst.last = now();
  burst.keys++;
  burst.characters += event.data?.length ?? 0;
}

function onPaste(event) {
  const pasted = pastedText(event);
  if (pasted) note('paste', { source: pasted.source, characters: pasted.characters, where: placeOf(event.target), by: event.type });
}

function onCopy() {
  const copied = copiedText();
  if (copied?.reply) note('copied', { characters: copied.characters }, copied.reply);
}

function onActivity() {
  if (now() - lastActivity < 5000) return;
  lastActivity = now();
  note('activity');
}

function focus(place) {
  if (place === where) return;
  where = place;
  note('focus', { where: place });
}

const onField = event => { if (event.target.matches?.('input, textarea, .ql-editor')) focus(placeOf(event.target)); };
const onWindow = () => focus('window');
const onBlur = () => { endBurst(); where = ''; note('blur'); };
const onVisibility = () => { endBurst(); note(document.hidden ? 'hidden' : 'visible'); if (document.hidden) { keep(); flush(); } };
const onLink = isConnected => { endBurst(); note(isConnected ? 'connected' : 'disconnected'); keep(); if (isConnected) flush(); };
const onEnd = () => { endBurst(); keep(); };

/** Keeps in this browser what no server has acknowledged. */
function keep() {
  if (!store) return;
  const open = [...sending, ...queue];
  if (open.length > 0) localStorage.setItem(store, JSON.stringify({ origin: performance.timeOrigin, events: open }));
  else localStorage.removeItem(store);
}

/** What a page before this one left behind. */
function takeUp(session) {
  for (const key of Object.keys(localStorage).filter(k => k.startsWith(`${storeAll}${session}`)))
    left.push({ key, ...JSON.parse(localStorage.getItem(key)) });
}

/** Sends what there is; resolves when it is written or cannot be just now. */
export async function settle() {
  endBurst();
  await running;
  await flush();
}

const flush = () => running = sendAll();

async function sendAll() {
  // The page's clock must not step back in the data, and a burst is dated by its last key: nothing is sent while one goes on.
  if (burst && !document.hidden && now() - burst.last <= gap && now() - burst.from < longestHold) return;
  endBurst();
  if (!page || isSending) return;
  isSending = true;
  try {
    while (left.length > 0) {
      const { key, origin, events } = left[0];
      for (let i = 0; i < events.length; i += largestBatch) await send(Date.now() - origin, events.slice(i, i + largestBatch));
      localStorage.removeItem(key);
      left.shift();
    }
    if (queue.length === 0) return;
    sending = queue.splice(0, largestBatch);
    await send(now(), sending);
    sending = [];
  } catch {
    queue.unshift(...sending);
    sending = [];
  } finally {
    isSending = false;
    keep();
  }
}

async function send(at, events) {
  if (!JSON.parse(await call(page, 'RecordAsync', JSON.stringify({ now: at, events })))) throw new Error('The events are not written yet.');
}

const listeners = [['input', onInput], ['paste', onPaste], ['drop', onPaste], ['copy', onCopy], ['cut', onCopy], ['focusin', onField],
  ['pointermove', onActivity], ['pointerdown', onActivity], ['scroll', onActivity], ['keydown', onActivity], ['visibilitychange', onVisibility]];

/** From here on everything is noted and sent to the page's component. */
export function begin(reference, session) {
  page = reference;
  takeUp(session);
  store = `${storeAll}${session}-${Math.round(performance.timeOrigin)}`;
  for (const [kind, listener] of listeners) document.addEventListener(kind, listener, { capture: true, passive: true });
  window.addEventListener('focus', onWindow);
  window.addEventListener('blur', onBlur);
  window.addEventListener('pagehide', onEnd);
  forget = onConnection(onLink);
  note('connected');
  timer = setInterval(flush, every);
  return tabKey();
}

/** Sends what there is and stops listening. */
export async function end() {
  clearInterval(timer);
  for (const [kind, listener] of listeners) document.removeEventListener(kind, listener, { capture: true });
  window.removeEventListener('focus', onWindow);
  window.removeEventListener('blur', onBlur);
  window.removeEventListener('pagehide', onEnd);
  forget?.();
  await flush();
  page = null;
}

/** The name of this tab, the same after a reload. */
export function tabKey() {
  let tab = sessionStorage.getItem('collabllm-tab');
  if (!tab) sessionStorage.setItem('collabllm-tab', tab = newKey());
  return tab;
}

/** A name that nobody else has: of this tab, of a message. Outside https the browser has no randomUUID. */
export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, '0')).join('');
}
