// A dialog that is open as long as it is in the page, and texts that are copied with a button.
import { fire, Late } from './events.js';

class ModalDialog extends Late {
  connectedCallback() { this._opener = document.activeElement; super.connectedCallback(); }

  attach() {
    const dialog = this.querySelector('dialog'), gone = () => fire(this, 'dialoggone');
    // It is the page that takes it away: the answer may have to be waited for.
    dialog.addEventListener('cancel', e => { e.preventDefault(); gone(); });
    dialog.addEventListener('close', gone);
    if (!dialog.open) dialog.showModal();
  }

  disconnectedCallback() { if (this._opener?.isConnected) this._opener.focus(); }
}
customElements.define('modal-dialog', ModalDialog);

// Browsers that do not know commandfor yet.
if (!('commandForElement' in HTMLButtonElement.prototype)) {
  document.addEventListener('click', e => {
    const button = e.target.closest?.('button[commandfor]'), dialog = button && document.getElementById(button.getAttribute('commandfor'));
    if (!dialog || button.disabled) return;
    if (button.getAttribute('command') === 'close') dialog.close(); else if (!dialog.open) dialog.showModal();
  });
}

document.addEventListener('click', async e => {
  const button = e.target.closest?.('[data-copy]'), source = button && document.getElementById(button.dataset.copy);
  if (!source) return;
  try {
    await navigator.clipboard.writeText(source.textContent.trim());
    button.dataset.copied = 'true';
  } catch {
    // Without the right to write to the clipboard the text is at least selected.
    getSelection().selectAllChildren(source);
  }
});
