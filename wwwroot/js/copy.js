// Copying for a person: in the press itself, because a browser lets a page copy only there.

/** Puts the text of an element, or what a field holds, into the clipboard: by the 'clipboard' object or over the 'selection'; null: neither went, and it stays selected. */
export async function copyText(element) {
  try {
    await navigator.clipboard.writeText(element.value ?? element.innerText.trim());
    return 'clipboard';
  } catch {
    // Outside https there is no clipboard object: the old way may still work.
    if (element.select) element.select(); else document.getSelection().selectAllChildren(element);
    return document.execCommand('copy') ? 'selection' : null;
  }
}

document.addEventListener('click', async ({ target }) => {
  const what = target.closest?.('[data-copy]')?.dataset.copy;
  if (!what) return;
  const told = document.getElementById(`${what}-copied`);
  told.textContent = '';
  told.textContent = await copyText(document.getElementById(what)) ? 'Copied.' : 'It is selected: copy it with Ctrl+C, or by holding a finger on it.';
});
