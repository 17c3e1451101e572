// What happens on the page, without anybody's words: kinds, times, counts. Sent in batches, kept while the connection is gone.
let page, queue = [], timer, burst, lastActivity = 0;
const now = () => performance.now();
const put = (kind, data, turn) => queue.push({ kind, clientMs: now(), turn: turn ?? null, data: data ? JSON.stringify(data) : null });

function endBurst() {
  if (!burst) return;
  put('typing', { where: burst.where, durationMs: Math.round(burst.last - burst.from), keys: burst.keys });
  burst = null;
}

function onInput(event) {
  const where = event.target.closest('.document-pane') ? 'document' : 'message';
  if (burst && (now() - burst.last > 2000 || burst.where !== where)) endBurst();
  burst ??= { where, from: now(), keys: 0 };
  burst.last = now();
  burst.keys++;
}

function onPaste(event) {
  const text = event.clipboardData?.getData('text/plain') ?? '';
  const own = [...document.querySelectorAll('.turn-me'), ...document.querySelectorAll('.ql-editor')].some(e => e.innerText.includes(text));
  const reply = [...document.querySelectorAll('.reply .text')].some(e => e.innerText.includes(text));
  const where = event.target.closest('.document-pane') ? 'document' : 'message';
  put('paste', { source: reply ? 'reply' : own ? 'own' : 'outside', characters: text.length, where });
}

function onActivity() {
  if (now() - lastActivity < 5000) return;
  lastActivity = now();
  put('activity');
}

const onVisibility = () => { endBurst(); put(document.hidden ? 'hidden' : 'visible'); if (document.hidden) flush(); };
const onFocus = () => put('focus');
const onBlur = () => { endBurst(); put('blur'); };

async function flush() {
  if (burst && now() - burst.last > 2000) endBurst();
  if (queue.length === 0 || !page) return;
  const batch = queue.splice(0, 500);
  try { await page.invokeMethodAsync('RecordAsync', now(), batch); }
  catch { queue.unshift(...batch); }
}

const listeners = [['input', onInput], ['paste', onPaste], ['pointermove', onActivity], ['scroll', onActivity], ['keydown', onActivity], ['visibilitychange', onVisibility]];

export function enter(reference) {
  page = reference;
  for (const [kind, listener] of listeners) document.addEventListener(kind, listener, { capture: true, passive: true });
  window.addEventListener('focus', onFocus);
  window.addEventListener('blur', onBlur);
  put('connected');
  timer = setInterval(flush, 3000);
  let tab = sessionStorage.getItem('collabllm-tab');
  if (!tab) sessionStorage.setItem('collabllm-tab', tab = crypto.randomUUID?.() ?? String(Math.random()).slice(2) + Date.now());
  return tab;
}

export function leave() {
  clearInterval(timer);
  for (const [kind, listener] of listeners) document.removeEventListener(kind, listener, { capture: true });
  window.removeEventListener('focus', onFocus);
  window.removeEventListener('blur', onBlur);
  flush();
  page = null;
}

export function selectedText() {
  const text = String(document.getSelection() ?? '').trim();
  if (text) put('quoted', { characters: text.length });
  return text;
}

export async function copyReply(turn) {
  const text = document.querySelector(`[data-reply="${turn}"] .text`)?.innerText ?? '';
  try { await navigator.clipboard.writeText(text); }
  catch {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector(`[data-reply="${turn}"] .text`));
    document.getSelection().removeAllRanges();
    document.getSelection().addRange(range);
    document.execCommand('copy');
  }
  put('copied', { characters: text.length }, turn);
}

export function note(kind, data, turn) { put(kind, data, turn); }
