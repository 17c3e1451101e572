// Opens a dialog above the page; one at a time.
let opened;

export function open(dialog) {
  opened = dialog;
  dialog.addEventListener('cancel', event => {
    event.preventDefault();
    dialog.querySelector('[data-close]')?.click();
  });
  dialog.showModal();
}

// Called before the element leaves the page: a dialog that is removed while it is open does not give the focus back, one that is closed does.
export function close() {
  opened?.close();
  opened = null;
}
