// Fields that are edited where they stand: Enter saves, Escape restores, leaving saves.
import { fire, Late } from './events.js';
import { say } from './texts.js';

class EditField extends Late {
  static observedAttributes = ['data-value', 'data-rev'];
  attributeChangedCallback() { if (this._input && !this._typing) this.restore(); }

  attach() {
    const input = this._input = this.querySelector('input, textarea'), block = input.matches('textarea');
    this._typing = false;
    this._was = this.dataset.value;
    if (input.value !== this._was) this.begin();
    input.addEventListener('input', () => this.begin());
    input.addEventListener('keydown', e => {
      if (e.isComposing) return;
      if (e.key === 'Enter' && (!block || e.ctrlKey || e.metaKey)) { e.preventDefault(); this.save(); }
      // The first Escape is for the text, the next one for the field.
      if (e.key === 'Escape' && this._typing) { e.stopPropagation(); this._typing = false; this.restore(); }
    });
    input.addEventListener('focusout', () => this.save());
    if ('autofocus' in this.dataset) { input.focus(); input.select(); }
  }

  // What stood there when the first key was pressed is what the edit is made on, whatever comes in meanwhile.
  begin() {
    if (!this._typing) this._was = this.dataset.value;
    this._typing = true;
  }

  restore() { this._input.value = this._was = this.dataset.value; }

  save() {
    if (!this._typing) return;
    this._typing = false;
    if (this._input.value === this._was) this.restore(); else fire(this, 'fieldsave', { was: this._was, text: this._input.value });
  }
}
customElements.define('edit-field', EditField);

// Beside the thread it is simply there; over it, it takes the focus and gives it back.
class ContactSheet extends HTMLElement {
  static observedAttributes = ['data-open'];
  attributeChangedCallback(_, was, is) {
    // Whoever put it there gives the focus back to where it was, when all is in its place: this comes after.
    if (was !== is) queueMicrotask(() => { if (this.isConnected) this.turn(is); });
  }

  turn(is) {
    const close = this.querySelector('[data-sheet-close]'), opener = document.querySelector('.panel-open');
    if (is !== null && close?.offsetParent && !this.contains(document.activeElement)) close.focus();
    if (is === null && opener?.offsetParent && (this.contains(document.activeElement) || document.activeElement === document.body)) opener.focus();
  }
}
customElements.define('contact-sheet', ContactSheet);

document.addEventListener('keydown', e => {
  const close = e.key === 'Escape' && !document.querySelector('dialog[open]') && document.querySelector('[data-sheet-close]');
  if (close?.offsetParent && close.closest('.contact-panel').contains(document.activeElement) && !document.activeElement.matches('input, textarea, select')) {
    e.stopImmediatePropagation();
    close.click();
  }
}, true);

// A file goes by HTTP: a circuit is too narrow for it.
class FileDrop extends Late {
  attach() {
    const input = this.querySelector('[data-file]');
    input.addEventListener('change', () => this.send(input.files[0]));
    for (const name of ['dragenter', 'dragover']) this.addEventListener(name, e => { e.preventDefault(); this.classList.add('is-over'); });
    for (const name of ['dragleave', 'drop']) this.addEventListener(name, e => { e.preventDefault(); this.classList.remove('is-over'); });
    this.addEventListener('drop', e => this.send(e.dataTransfer.files[0]));
  }

  say(text) { this.querySelector('[data-word]').textContent = text; }

  async send(file) {
    if (!file || this._busy) return;
    if (file.size > +this.dataset.most) { this.say(say('FileTooLarge', { file: file.name })); return; }
    this._busy = true;
    this.say(say('Uploading'));
    const form = new FormData(this.querySelector('form'));
    form.append('file', file);
    try {
      const answer = await fetch(this.dataset.action, { method: 'POST', body: form });
      const told = await answer.json().catch(() => ({}));
      if (answer.ok) location.href = `contacts/import?file=${told.id}`;
      else this.say(told.message ?? say('UploadFailed'));
    } catch {
      this.say(say('ConnectionLost'));
    }
    this._busy = false;
    this.querySelector('[data-file]').value = '';
  }
}
customElements.define('file-drop', FileDrop);
