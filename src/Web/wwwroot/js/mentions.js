// Whom a note calls: after an @ the colleagues who may see it, narrowed by what is typed, picked by key or hand.
import { fire, Late } from './events.js';

const Called = /(?:^|[^\p{L}\p{N}@])@([\p{L}\p{N}'.-]*(?: [\p{L}\p{N}'.-]*)?)$/u;

class MentionList extends Late {
  attach() {
    this.composer = this.closest('chat-composer');
    this.input = this.composer.querySelector('[data-input]');
    this._typed = () => this.look();
    this._key = e => this.key(e);
    this._left = () => this.close();
    this.input.addEventListener('input', this._typed);
    this.input.addEventListener('click', this._typed);
    this.input.addEventListener('blur', this._left);
    // Before the composer's own: while the list is open, Enter picks and sends nothing.
    this.composer.addEventListener('keydown', this._key, true);
    this.addEventListener('pointerdown', e => { e.preventDefault(); const one = e.target.closest('[role=option]'); if (one) this.pick(one); });
    this._changes = new MutationObserver(() => this.look());
    this._changes.observe(this, { childList: true });
  }

  disconnectedCallback() {
    this._changes?.disconnect();
    this.input?.removeEventListener('input', this._typed);
    this.input?.removeEventListener('click', this._typed);
    this.input?.removeEventListener('blur', this._left);
    this.composer?.removeEventListener('keydown', this._key, true);
  }

  get shown() { return [...this.children].filter(one => !one.hidden); }

  get begun() {
    const { input } = this;
    if (this.composer.mode !== 'note' || document.activeElement !== input || input.selectionStart !== input.selectionEnd) return null;
    return input.value.slice(0, input.selectionStart).match(Called)?.[1] ?? null;
  }

  look() {
    const begun = this.begun;
    // Asked for anew at each @: the team changes, and an answer that did not come is no last word.
    if (begun === null) { this._asked = false; this.close(); return; }
    if (!this._asked) { this._asked = true; fire(this, 'mentions'); }
    const wanted = begun.toLocaleLowerCase();
    for (const one of this.children) {
      const name = one.dataset.name.toLocaleLowerCase();
      one.hidden = !name.startsWith(wanted) && !name.split(' ').some(part => part.startsWith(wanted));
    }
    const shown = this.shown;
    // A name that stands there whole needs no list any more.
    if (!shown.length || (shown.length === 1 && shown[0].dataset.name.toLocaleLowerCase() === wanted.trim())) { this.close(); return; }
    this.hidden = false;
    this.mark(shown.includes(this._at) ? this._at : shown[0]);
  }

  mark(one) {
    this._at?.setAttribute('aria-selected', 'false');
    this._at = one;
    one.setAttribute('aria-selected', 'true');
    this.input.setAttribute('aria-activedescendant', one.id);
    one.scrollIntoView({ block: 'nearest' });
  }

  close() {
    this.hidden = true;
    this.input.removeAttribute('aria-activedescendant');
  }

  key(e) {
    if (this.hidden || e.isComposing) return;
    const shown = this.shown, at = shown.indexOf(this._at), by = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (by) this.mark(shown[(at + by + shown.length) % shown.length]);
    else if (e.key === 'Enter' || e.key === 'Tab') this.pick(this._at);
    else if (e.key === 'Escape') this.close();
    else return;
    e.preventDefault();
    e.stopPropagation();
  }

  pick(one) {
    const { input } = this, end = input.selectionStart;
    input.setRangeText(one.dataset.name + ' ', end - this.begun.length, end, 'end');
    this.close();
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }
}
customElements.define('mention-list', MentionList);
