// Where a text comes from that is put in by the clipboard or dragged in: the person's own, a reply, or outside. No text leaves the browser.
let taken;
const flat = text => text.replace(/\s+/g, ' ').trim();

/** What is being copied or cut now; reply: the number of the reply that it is part of, if it is. */
export function copiedText() {
  const field = document.activeElement;
  const isField = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement;
  const selection = document.getSelection();
  const text = isField ? field.value.slice(field.selectionStart, field.selectionEnd) : String(selection ?? '');
  if (!flat(text)) return null;
  const reply = isField ? null : selection.anchorNode?.parentElement?.closest('.reply .text')?.closest('.reply');
  taken = { text: flat(text), source: reply ? 'reply' : 'own' };
  return { characters: text.length, reply: reply ? Number(reply.dataset.reply) : null };
}

/** Length and source of what comes in; null when it holds no text. A text that was cut from the page is not on it any more, so the last one is remembered. */
export function pastedText(event) {
  const text = (event.clipboardData ?? event.dataTransfer)?.getData('text/plain') ?? '';
  const wanted = flat(text);
  if (!wanted) return null;
  const holds = selector => [...document.querySelectorAll(selector)].some(e => flat(e.value ?? e.innerText).includes(wanted));
  const source = taken?.text === wanted ? taken.source : holds('.reply .text') ? 'reply' : holds('.turn-me, .ql-editor, textarea, input[type=text]') ? 'own' : 'outside';
  return { characters: text.trim().length, source };
}
