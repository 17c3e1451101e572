// Plays a session: moves one clock, shows what had been said by then, and brings the document (Quill, read-only) to that moment.
const step = 5000, wait = 1200, lead = 400;
let stage, duration, frames, moments, quill, Delta, now = 0, shown = 0, last = 0, raf = 0, isPlaying = false;
const find = name => stage.querySelector(`[data-${name}]`);
const clock = ms => `${Math.floor(ms / 60000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`;

const load = path => new Promise((done, failed) => {
  if (window.Quill) { done(); return; }
  const script = Object.assign(document.createElement('script'), { src: path, onload: done, onerror: () => failed(new Error('The editor could not be loaded.')) });
  document.head.append(script);
});

export async function open(element, length, given, times) {
  await load('/lib/quill/quill.js');
  Delta = window.Quill.import('delta');
  [stage, duration, moments, now, shown, isPlaying] = [element, length, times, 0, 0, false];
  frames = given.map(frame => ({ at: frame.atMs, isWhole: frame.isWhole, delta: JSON.parse(frame.delta) }));
  quill = new window.Quill(find('document'), { theme: null, readOnly: true, formats: ['header', 'bold', 'italic', 'list', 'blockquote'], modules: { toolbar: false } });
  for (const [name, value] of [['role', 'document'], ['aria-label', 'Document as it stood then'], ['dir', 'auto'], ['tabindex', '0']]) quill.root.setAttribute(name, value);
  find('play').addEventListener('click', () => play(!isPlaying));
  find('time').addEventListener('input', event => seek(Number(event.target.value)));
  find('timeline').addEventListener('click', event => {
    const box = find('timeline').getBoundingClientRect();
    seek(duration * (event.clientX - box.left) / box.width);
  });
  stage.addEventListener('keydown', onKey);
  // The end first: whoever only looks sees the whole session.
  seek(duration);
  stage.dataset.ready = 'true';
}

export function close() {
  cancelAnimationFrame(raf);
  stage?.removeEventListener('keydown', onKey);
  [stage, isPlaying] = [null, false];
}

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches('select')) return;
  const isButton = event.target.matches('button, input[type=checkbox]'), speed = find('speed');
  const act = {
    ' ': () => isButton ? null : play(!isPlaying),
    ArrowLeft: () => seek(now - step), ArrowRight: () => seek(now + step), Home: () => seek(0), End: () => seek(duration),
    ',': () => { speed.selectedIndex = Math.max(0, speed.selectedIndex - 1); },
    '.': () => { speed.selectedIndex = Math.min(speed.options.length - 1, speed.selectedIndex + 1); },
  }[event.key];
  if (!act || (event.key === ' ' && isButton)) return;
  event.preventDefault();
  act();
}

function play(wanted) {
  if (wanted && now >= duration) seek(0);
  isPlaying = wanted;
  find('play').textContent = wanted ? 'Pause' : 'Play';
  find('play').setAttribute('aria-pressed', String(wanted));
  cancelAnimationFrame(raf);
  last = performance.now();
  if (wanted) raf = requestAnimationFrame(tick);
}

function tick(time) {
  if (!isPlaying) return;
  let next = now + (time - last) * Number(find('speed').value);
  last = time;
  if (find('skip').checked) {
    const coming = moments.find(moment => moment > now);
    const before = moments.findLast(moment => moment <= now) ?? 0;
    // Long silence between two moments is passed over; the moment itself is seen coming.
    if (coming !== undefined && coming - now > wait && now - before > lead) next = Math.max(next, coming - lead);
  }
  seek(next);
  if (now >= duration) play(false); else raf = requestAnimationFrame(tick);
}

function seek(wanted) {
  now = Math.min(duration, Math.max(0, wanted));
  let upTo = frames.length;
  while (upTo > 0 && frames[upTo - 1].at > now) upTo--;
  if (upTo !== shown) draw(upTo);
  const chat = find('chat'), isAtEnd = chat.scrollHeight - chat.scrollTop - chat.clientHeight < 80;
  for (const said of chat.querySelectorAll('[data-at]')) said.hidden = Number(said.dataset.at) > now;
  if (isAtEnd || isPlaying) chat.scrollTop = chat.scrollHeight;
  find('time').value = now;
  find('time').setAttribute('aria-valuetext', clock(now));
  find('clock').textContent = `${clock(now)} / ${clock(duration)}`;
  find('cursor').setAttribute('x', String(998 * now / duration));
}

// Forward by what is new; backward from the beginning, or from the last whole version.
function draw(upTo) {
  let from = upTo > shown ? shown : 0;
  for (let i = upTo - 1; i >= from; i--) if (frames[i].isWhole) { from = i; break; }
  let text = from === 0 || frames[from]?.isWhole ? new Delta([{ insert: '\n' }]) : new Delta(quill.getContents().ops);
  for (const frame of frames.slice(from, upTo)) text = frame.isWhole ? new Delta(frame.delta.ops) : text.compose(new Delta(frame.delta.ops));
  quill.setContents(text, 'silent');
  shown = upTo;
}
