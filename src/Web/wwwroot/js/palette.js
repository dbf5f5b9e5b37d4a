// Ctrl or ⌘ K: people are looked for by the server, pages and actions are here already.
import { fire, Late } from './events.js';
import { perform } from './keys.js';

const Pause = 200;

class Palette extends Late {
  attach() {
    this._dialog = this.closest('dialog');
    this.input = this.querySelector('input');
    this.input.addEventListener('input', () => {
      this.sift();
      clearTimeout(this._timer);
      this._timer = setTimeout(() => fire(this, 'typed', { text: this.input.value, left: false }), Pause);
    });
    this.input.addEventListener('keydown', e => this.key(e));
    this.addEventListener('click', e => { const option = e.target.closest('[role=option]'); if (option) this.pick(option); });
    this.addEventListener('pointermove', e => { const option = e.target.closest('[role=option]'); if (option && option !== this._at) this.mark(option); });
    this._changes = new MutationObserver(() => this.sift());
    this._changes.observe(this.querySelector('[data-found]'), { childList: true });
    this._keys = e => {
      if (e.key.toLowerCase() !== 'k' || !(e.ctrlKey || e.metaKey) || e.shiftKey || e.altKey) return;
      e.preventDefault();
      if (this._dialog.open) this._dialog.close(); else this.open();
    };
    document.addEventListener('keydown', this._keys);
    this._press = e => { if (e.target.closest?.('[data-palette]')) { document.querySelector('[popover]:popover-open')?.hidePopover(); this.open(); } };
    document.addEventListener('click', this._press);
  }

  disconnectedCallback() {
    this._changes?.disconnect();
    clearTimeout(this._timer);
    document.removeEventListener('keydown', this._keys);
    document.removeEventListener('click', this._press);
  }

  open() {
    if (document.querySelector('dialog[open]')) return;
    this.input.value = '';
    if (this.querySelector('[data-found]').childElementCount) fire(this, 'typed', { text: '', left: false });
    this._dialog.showModal();
    this.sift();
    this.input.focus();
  }

  // What cannot be done on this page is not offered.
  sift() {
    const wanted = this.input.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const option of this.querySelectorAll('[role=option]')) {
      const { words, press } = option.dataset;
      option.hidden = words === undefined ? wanted.length === 0 : !wanted.every(w => words.includes(w)) || (!!press && !document.querySelector(press));
    }
    for (const group of this.querySelectorAll('[role=group]')) group.hidden = !group.querySelector('[role=option]:not([hidden])');
    const shown = this.shown;
    this.querySelector('[data-none]').hidden = shown.length > 0;
    this.mark(shown.includes(this._at) ? this._at : shown[0]);
  }

  get shown() { return [...this.querySelectorAll('[role=option]:not([hidden])')]; }

  mark(option) {
    this._at?.setAttribute('aria-selected', 'false');
    this._at = option;
    if (!option) { this.input.removeAttribute('aria-activedescendant'); return; }
    option.setAttribute('aria-selected', 'true');
    this.input.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  }

  key(e) {
    const shown = this.shown, at = shown.indexOf(this._at), last = shown.length - 1;
    const to = { ArrowDown: at === last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1, PageDown: Math.min(at + 6, last), PageUp: Math.max(at - 6, 0) }[e.key];
    if (to !== undefined && shown.length) {
      e.preventDefault();
      this.mark(shown[to]);
    } else if (e.key === 'Enter' && !e.isComposing) {
      e.preventDefault();
      if (this._at && !this._at.hidden) this.pick(this._at);
    }
  }

  pick(option) {
    const { href, does, press } = option.dataset;
    this._dialog.close();
    // The focus goes back to where it was first; then it is the action's.
    setTimeout(() => {
      if (href) Blazor.navigateTo(href);
      else if (does) perform(does);
      else document.querySelector(press)?.click();
    });
  }
}
customElements.define('command-palette', Palette);
