// A colleague answered while something stands in the box: it is not sent by the first press any more.
import { Late } from './events.js';
import { say } from './texts.js';

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
    this.tell(say('RepliedNow', { who: this.dataset.who }));
  }

  // True: not yet.
  holds() {
    if (this.hidden || this._composer.mode === 'note') return false;
    const now = performance.now(), since = now - (this._pressed ?? -Infinity);
    if (since < Slip) return true;
    if (since <= Again) { this.done(); return false; }
    this._pressed = now;
    this.show();
    this.tell(say('NotSentYet', { who: this.dataset.who }));
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
    const s = Math.round((performance.now() - this._at) / 1000), when = s < 1 ? 'RepliedJustNow' : s < 60 ? 'RepliedSeconds' : 'RepliedMinutes';
    const left = Math.ceil((Again - (performance.now() - (this._pressed ?? -Infinity))) / 1000);
    this.querySelector('[data-said]').textContent = say(when, { who: this.dataset.who, count: s < 60 ? s : Math.floor(s / 60) }) + ' '
      + (left > 0 ? say('SendAgainWithin', { seconds: left }) : say('ReadFirst'));
  }
}
customElements.define('reply-notice', ReplyNotice);

export const holdsBack = composer => composer.querySelector('reply-notice')?.holds() ?? false;
