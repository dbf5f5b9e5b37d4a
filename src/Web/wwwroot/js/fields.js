// A field whose text is told a moment after the last key, and kept when the circuit takes the page over.
import { fire, Late } from './events.js';
import { say } from './texts.js';

const Pause = 250, kept = new Map();

class TypedField extends Late {
  attach() {
    const input = this._input = this.querySelector('input'), was = kept.get(this.dataset.key);
    kept.delete(this.dataset.key);
    if (was && was.text !== input.value) { input.value = was.text; this.tell(false); }
    if (was?.focused) input.focus(); else if ('autofocus' in input.dataset && document.activeElement === document.body) input.focus();
    this._focused = document.activeElement === input;
    this.addEventListener('input', () => { clearTimeout(this._timer); this._timer = setTimeout(() => this.tell(false), Pause); });
    this.addEventListener('focusin', () => { this._focused = true; });
    this.addEventListener('focusout', () => {
      setTimeout(() => { if (this.isConnected) this._focused = false; });
      if (input.value !== '' || this.dataset.key === 'to') this.tell(true);
    });
  }

  disconnectedCallback() {
    clearTimeout(this._timer);
    // Only the start of the circuit rebuilds a field under the hand; a page that is left forgets it.
    if (this._input && document.querySelector('.app')?.dataset.ready !== 'true') kept.set(this.dataset.key, { text: this._input.value, focused: this._focused });
  }

  tell(left) {
    clearTimeout(this._timer);
    fire(this, 'typed', { text: this._input.value, left });
  }
}
customElements.define('typed-field', TypedField);

class Toast extends Late {
  attach() {
    const start = () => { this._timer = setTimeout(() => fire(this, 'toastgone'), 6000); };
    for (const name of ['pointerenter', 'focusin']) this.addEventListener(name, () => clearTimeout(this._timer));
    for (const name of ['pointerleave', 'focusout']) this.addEventListener(name, () => { clearTimeout(this._timer); start(); });
    start();
  }
  disconnectedCallback() { clearTimeout(this._timer); }
}
customElements.define('toast-note', Toast);

for (const button of document.querySelectorAll('[data-reveal]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const input = button.parentElement.querySelector('input'), shown = input.type === 'password';
    input.type = shown ? 'text' : 'password';
    button.textContent = shown ? say('Hide') : say('Show');
    button.setAttribute('aria-pressed', String(shown));
  });
}
document.querySelector('[data-focus]')?.focus();
