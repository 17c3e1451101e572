// Keeps the newest message in sight unless the reader has scrolled up, and keeps the Enter that sends out of the text.
export function toEnd(stream, force) {
  if (!stream) return;
  const near = stream.scrollHeight - stream.scrollTop - stream.clientHeight < 160;
  if (force || near) stream.scrollTop = stream.scrollHeight;
}

export function listen(input) {
  input?.addEventListener('keydown', event => {
    const sends = input.dataset.enterSends === 'true' ? event.key === 'Enter' && !event.shiftKey : event.key === 'Enter' && event.ctrlKey;
    if (sends && !event.isComposing) event.preventDefault();
  });
}
