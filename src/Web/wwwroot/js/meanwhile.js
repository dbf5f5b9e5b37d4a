// A colleague answered while something stands in the box: it is not sent by the first press any more.
import { Late } from './events.js';

// A second press is one of a person who read the first answer, not the end of a double click or of a held key.
const Again = 10000, Slip = 700;

class ReplyNotice extends Late {
  static observedAttributes = ['data-reply'];

  attach() {
    this._composer = this.closest('chat-composer');
    this._ready = true;
    this._composer.addEventListener('input', () => { if (this._composer.input.value.trim() === '') this.done(); });
  }

  disconnectedCallback() { clearInterval(this._clock); }

  attributeChangedCallback(name, before, now) {
    if (!this._ready || !now || now === before || this._composer.input.value.trim() === '') return;
    [this._at, this._pressed] = [performance.now(), null];
    clearInterval(this._clock);
    this._clock = setInterval(() => this.show(), 1000);
    this.hidden = false;
    this.show();
    this.tell(`${this.dataset.who} replied just now. Read it before you send.`);
  }

  // True: not yet.
  holds() {
    if (this.hidden || this._composer.mode === 'note') return false;
    const now = performance.now(), since = now - (this._pressed ?? -Infinity);
    if (since < Slip) return true;
    if (since <= Again) { this.done(); return false; }
    this._pressed = now;
    this.show();
    this.tell(`Not sent. ${this.dataset.who} replied meanwhile. Press Send again within 10 seconds to send yours too.`);
    return true;
  }

  done() {
    clearInterval(this._clock);
    this.hidden = true;
    this._pressed = null;
    this.tell('');
  }

  tell(words) { this.querySelector('[data-told]').textContent = words; }

  show() {
    const s = Math.round((performance.now() - this._at) / 1000), age = s < 1 ? 'just now' : s < 60 ? `${s} s ago` : `${Math.floor(s / 60)} min ago`;
    const left = Math.ceil((Again - (performance.now() - (this._pressed ?? -Infinity))) / 1000);
    this.querySelector('[data-said]').textContent = `${this.dataset.who} replied ${age}. `
      + (left > 0 ? `Send again within ${left} s to send yours too.` : 'Read it before you send.');
  }
}
customElements.define('reply-notice', ReplyNotice);

export const holdsBack = composer => composer.querySelector('reply-notice')?.holds() ?? false;
