// The text area belongs to the browser: no round trip per key, nothing lost when the circuit comes and goes.
import { fire, isNarrow, isReady, Late } from './events.js';
import { blame, canPlain, MaxLength, segments, toPlain, words } from './counter.js';
import { put, show } from './outbox.js';

const kept = new Map(), taken = new Set();
let opened = false;                       // a conversation was just opened by hand: its composer takes the focus
export const openedByHand = () => { opened = true; setTimeout(() => { opened = false; }, 4000); };

class Composer extends Late {
  static observedAttributes = ['data-refused', 'data-draft'];

  get input() { return this.querySelector('[data-input]'); }
  get conv() { return this.dataset.conv; }
  get draftKey() { return 'draft:' + this.conv; }

  attach() {
    const input = this.input;
    this._attached = true;
    this._focused = document.activeElement === input;
    this.addEventListener('input', e => { if (e.target === this.input) this.typed(); });
    this.addEventListener('keydown', e => this.key(e));
    this.addEventListener('click', e => this.click(e));
    this.addEventListener('focusin', e => { this._focused = e.target === this.input; });
    // Being taken out of the page is no loss of focus: only what happens while connected counts.
    this.addEventListener('focusout', () => setTimeout(() => { if (this.isConnected) this._focused = false; }));
    this.restore(input);
    this.count();
    this.takeBack();
    show();
  }

  disconnectedCallback() {
    const i = this._input;
    clearTimeout(this._timer);
    if (!i || !this._attached) return;
    kept.set(this.conv, { text: i.value, focused: this._focused, from: i.selectionStart, to: i.selectionEnd, dirty: this._dirty && !isReady() });
    if (this._dirty) queueMicrotask(() => this.keep());
  }

  attributeChangedCallback(name) {
    if (!this._attached) return;
    if (name === 'data-refused') queueMicrotask(() => this.takeBack());
    else if (!this._touched && this.input.value === '') { this.input.value = this.dataset.draft ?? ''; this.count(); }
  }

  restore(input) {
    this._input = input;
    const was = kept.get(this.conv);
    const text = was?.text ?? sessionStorage[this.draftKey] ?? this.dataset.draft ?? '';
    if (!input.value && text) input.value = text;
    if (was?.dirty) this.later();
    const free = !document.activeElement || document.activeElement === document.body;
    if (was?.focused && free) {
      input.focus({ preventScroll: true });
      input.setSelectionRange(was.from, was.to);
    } else if (opened && !isNarrow()) {
      input.focus({ preventScroll: true });
      input.setSelectionRange(input.value.length, input.value.length);
    } else if (opened) document.querySelector('[data-heading]')?.focus({ preventScroll: true });
    if (isReady()) opened = false;
  }

  typed() {
    const input = this.input;
    this._touched = true;
    this._cut = input.value.length > MaxLength;
    if (this._cut) {
      const at = input.selectionStart;
      input.value = input.value.slice(0, MaxLength);
      input.setSelectionRange(Math.min(at, MaxLength), Math.min(at, MaxLength));
    }
    this.count();
    if (input.value) sessionStorage[this.draftKey] = input.value; else delete sessionStorage[this.draftKey];
    this.later();
  }

  later() {
    this._dirty = true;
    clearTimeout(this._timer);
    this._timer = setTimeout(() => this.keep(), 600);
  }

  keep() {
    const door = document.getElementById('outgoing');
    if (!door || !isReady()) return;
    this._dirty = false;
    fire(door, 'composerdraft', { conv: this.conv, text: this._input.value });
  }

  key(e) {
    if (e.target !== this.input || e.key !== 'Enter' || e.isComposing || e.keyCode === 229) return;
    if (e.shiftKey && !e.ctrlKey && !e.metaKey) return;
    e.preventDefault();
    this.send();
  }

  click(e) {
    if (e.target.closest('[data-send]')) this.send();
    else if (e.target.closest('[data-plain]')) this.set(toPlain(this.input.value));
    else if (e.target.closest('[data-put-back]')) this.add(this.dataset.refusedText);
  }

  send() {
    const input = this.input, text = input.value.trim();
    if (!text) { input.focus(); return; }
    const message = { conv: this.conv, text, clientId: crypto.randomUUID?.() ?? uuid(), at: Date.now() };
    if (this.conv === 'new') {
      const to = document.querySelector('[data-to-input]');
      if (!to?.value.trim()) { to?.focus(); to?.blur(); to?.focus(); return; }
      Object.assign(message, { from: document.querySelector('[data-from-input]').value, to: to.value.trim() });
    }
    clearTimeout(this._timer);
    this._touched = true;
    this._dirty = false;
    this._cut = false;
    input.value = '';
    delete sessionStorage[this.draftKey];
    this.count();
    put(message);
    input.focus();
    document.querySelector('chat-scroll')?.jump();
  }

  // A refused text comes back into an empty box; a box that is in use keeps what it has.
  takeBack() {
    const { refused, refusedText } = this.dataset, button = this.querySelector('[data-put-back]');
    if (!refused) return;
    if (taken.has(refused)) return;
    taken.add(refused);
    if (this.input.value === '') this.set(refusedText);
    else if (button) button.hidden = false;
  }

  add(text) {
    const now = this.input.value;
    this.set(now.trim() ? `${now}\n${text}` : text);
    const button = this.querySelector('[data-put-back]');
    if (button) button.hidden = true;
  }

  set(text) {
    this.input.value = text;
    this.typed();
    this.input.focus();
  }

  count() {
    const text = this.input.value, s = segments(text), out = this.querySelector('[data-count]'), note = this.querySelector('[data-blame]');
    out.textContent = words(text);
    out.classList.toggle('warn', text !== '' && s.segments > 3);
    const guilty = s.gsm7 ? [] : blame(text), named = guilty.slice(0, 3).map(c => `“${c}”`).join(' ');
    const said = this._cut ? 'Cut to 1,600 characters'
      : guilty.length ? `${named}${guilty.length > 3 ? ' …' : ''} ${guilty.length === 1 ? 'makes' : 'make'} each text 70 characters instead of 160` : '';
    out.title = said;
    if (note.dataset.said === said) return;
    note.dataset.said = said;
    note.replaceChildren(said);
    if (!this._cut && canPlain(guilty)) {
      const fix = Object.assign(document.createElement('button'), { type: 'button', className: 'link', textContent: guilty.length === 1 ? `Replace with ${toPlain(guilty[0])}` : 'Replace them' });
      fix.dataset.plain = '';
      note.append(' ', fix);
    }
  }
}

// Pages on plain http (a test in the office) have no randomUUID.
function uuid() {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6] & 15) | 64; b[8] = (b[8] & 63) | 128;
  return [...b].map((x, i) => ([4, 6, 8, 10].includes(i) ? '-' : '') + x.toString(16).padStart(2, '0')).join('');
}

customElements.define('chat-composer', Composer);

document.addEventListener('click', async e => {
  const text = e.target.closest?.('li.m')?.querySelector('[data-body]')?.textContent ?? '';
  if (e.target.closest?.('[data-edit]')) document.querySelector('chat-composer')?.add(text);
  if (e.target.closest?.('[data-write-anew]')) sessionStorage.setItem('draft:new', text);
  const copy = e.target.closest?.('[data-copy]');
  if (copy) { await navigator.clipboard?.writeText(text); copy.textContent = 'Copied'; setTimeout(() => { copy.textContent = 'Copy'; }, 2000); }
});
