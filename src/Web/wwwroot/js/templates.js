// The list of templates: searched and walked here, filled by the server.
import { fire, Late } from './events.js';
import { words } from './counter.js';
import { gaps } from './flight.js';
import { say } from './texts.js';

class TemplateList extends Late {
  attach() {
    this.input = this.querySelector('input');
    this.input.addEventListener('input', () => this.sift());
    this.input.addEventListener('keydown', e => this.key(e));
    this.addEventListener('click', e => { const option = e.target.closest('[role=option]'); if (option) this.pick(option); });
    this.addEventListener('pointermove', e => { const option = e.target.closest('[role=option]'); if (option && option !== this._at) this.mark(option); });
    this._changes = new MutationObserver(changes => { if (changes.some(c => c.target.matches?.('[role=listbox]'))) this.sift(); });
    this._changes.observe(this, { childList: true, subtree: true });
    this._opened = e => {
      if (e.target !== this.parentElement || e.newState !== 'open') return;
      this.input.value = '';
      this.sift();
      this.input.focus();
    };
    document.addEventListener('toggle', this._opened, true);
  }

  disconnectedCallback() {
    this._changes?.disconnect();
    document.removeEventListener('toggle', this._opened, true);
  }

  get shown() { return [...this.querySelectorAll('[role=option]')].filter(o => !o.hidden); }

  sift() {
    const wanted = this.input.value.toLowerCase().split(/\s+/).filter(Boolean), all = this.querySelectorAll('[role=option]');
    for (const option of all) option.hidden = !wanted.every(w => option.dataset.words.includes(w));
    const shown = this.shown;
    this.querySelector('[data-none]').hidden = shown.length > 0 || all.length === 0;
    this.mark(shown.includes(this._at) ? this._at : shown[0]);
  }

  // What it will say stands beside it, word for word, with what is still open marked.
  mark(option) {
    this._at?.setAttribute('aria-selected', 'false');
    this._at = option;
    const preview = this.querySelector('[data-preview]');
    preview.hidden = !option;
    if (!option) { this.input.removeAttribute('aria-activedescendant'); return; }
    option.setAttribute('aria-selected', 'true');
    this.input.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
    const text = option.dataset.fill, open = gaps(text);
    const parts = open.length ? text.split(/(\{\{\s*[\w.]+\s*\}\})/) : [text];
    this.querySelector('[data-preview-text]').replaceChildren(...parts.map(p => open.includes(p) ? Object.assign(document.createElement('mark'), { textContent: p }) : p));
    this.querySelector('[data-preview-count]').textContent = words(text) + (open.length ? say('ToFillIn', { gaps: open.join(', ') }) : '');
  }

  key(e) {
    const shown = this.shown, at = shown.indexOf(this._at);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 5, PageUp: at - 5 }[e.key];
    if (to !== undefined && shown.length) {
      e.preventDefault();
      this.mark(shown[Math.max(0, Math.min(to, shown.length - 1))]);
    } else if (e.key === 'Enter') {
      e.preventDefault();
      e.stopPropagation();
      if (this._at && !this._at.hidden) this.pick(this._at);
    }
  }

  pick(option) {
    const { fill, template } = option.dataset;
    this.parentElement.hidePopover();
    this.closest('chat-composer').fill(fill);
    fire(this, 'templateused', { id: template });
  }
}
customElements.define('template-list', TemplateList);

// A button that writes a variable into a field, where its caret is.
document.addEventListener('click', e => {
  const button = e.target.closest?.('[data-insert]'), field = button && document.getElementById(button.dataset.into);
  if (!field) return;
  field.focus();
  field.setRangeText(button.dataset.insert, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new Event('change', { bubbles: true }));
});
