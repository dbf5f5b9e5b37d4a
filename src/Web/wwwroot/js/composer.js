// The text area belongs to the browser: no round trip per key, nothing lost when the circuit comes and goes.
import { fire, isReady, Late } from './events.js';
import { MaxLength } from './counter.js';
import { check, gaps } from './flight.js';
import { toPlain } from './plain.js';
import { open as openEmoji } from './emoji.js';
import { message, when } from './sending.js';
import { put, show } from './outbox.js';
import { keepBox, restoreBox } from './boxes.js';
import { turn } from './modes.js';
import { holdsBack } from './meanwhile.js';
import { say } from './texts.js';

const taken = new Set(), MaxNote = 4000;

class Composer extends Late {
  static observedAttributes = ['data-refused', 'data-draft'];

  get input() { return this.querySelector('[data-input]'); }
  get conv() { return this.dataset.conv; }
  get draftKey() { return 'draft:' + this.conv + (this.mode === 'sms' ? '' : ':' + this.mode); }
  get mode() { return this.dataset.mode ?? 'sms'; }

  attach() {
    const input = this.input;
    this._attached = true;
    this._focused = document.activeElement === input;
    this.addEventListener('input', e => { if (e.target === this.input) this.typed(); });
    this.addEventListener('keydown', e => this.key(e));
    this.addEventListener('click', e => this.click(e));
    this.addEventListener('toggle', e => {
      if (e.newState === 'open' && e.target.matches('[data-emoji-panel]')) openEmoji(e.target, sign => this.insert(sign));
    }, true);
    this.addEventListener('focusin', e => { this._focused = e.target === this.input; });
    // Being taken out of the page is no loss of focus: only what happens while connected counts.
    this.addEventListener('focusout', () => setTimeout(() => { if (this.isConnected) this._focused = false; }));
    this._input = input;
    restoreBox(this, input);
    this.count();
    this.takeBack();
    show();
  }

  disconnectedCallback() {
    const i = this._input;
    clearTimeout(this._timer);
    if (!i || !this._attached) return;
    keepBox(this, i);
    if (this._dirty) queueMicrotask(() => this.keep());
  }

  attributeChangedCallback(name) {
    if (!this._attached) return;
    if (name === 'data-refused') queueMicrotask(() => this.takeBack());
    else if (!this._touched && this.mode === 'sms' && this.input.value === '') { this.input.value = this.dataset.draft ?? ''; this.count(); }
  }

  typed() {
    const input = this.input;
    this._touched = true;
    const most = this.mode === 'note' ? MaxNote : MaxLength;
    this._cut = input.value.length > most;
    this.complain('');
    if (this._cut) {
      const at = input.selectionStart;
      input.value = input.value.slice(0, most);
      input.setSelectionRange(Math.min(at, most), Math.min(at, most));
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
    if (!door || !isReady() || this.mode !== 'sms') return;
    this._dirty = false;
    fire(door, 'composerdraft', { conv: this.conv, text: this._input.value });
  }

  key(e) {
    if (e.target !== this.input || e.isComposing || e.keyCode === 229) return;
    if (e.key === '/' && this.input.value === '' && this.mode === 'sms' && this.templates()) { e.preventDefault(); return; }
    if (e.key !== 'Enter') return;
    const commanded = e.ctrlKey || e.metaKey, swapped = document.documentElement.dataset.enter === 'ctrl';
    if (!commanded && (e.shiftKey || swapped)) return;
    e.preventDefault();
    this.send();
  }

  click(e) {
    const later = e.target.closest('[data-send-at],[data-send-in]'), mode = e.target.closest('[data-mode]');
    if (later) { if (later.getAttribute('aria-disabled') !== 'true') this.send(when(later)); later.closest('[popover]')?.hidePopover(); }
    else if (mode && mode !== this) turn(this, mode.dataset.mode);
    else if (e.target.closest('[data-send]')) this.send();
    else if (e.target.closest('[data-plain]')) this.set(toPlain(this.input.value));
    else if (e.target.closest('[data-put-back]')) { turn(this, this.dataset.refusedMode); this.add(this.dataset.refusedText); }
  }

  // False: there is no picker here, and the key is a letter like any other.
  templates() {
    const button = this.querySelector('[data-templates]');
    button?.click();
    return !!button;
  }

  insert(text) {
    const input = this.input;
    input.focus();
    input.setRangeText(text, input.selectionStart, input.selectionEnd, 'end');
    this.typed();
  }

  // What a template left open is marked, and the hand is put on it.
  fill(text) {
    this.insert(text);
    this.gap();
  }

  gap() {
    const [first] = this.mode === 'note' ? [] : gaps(this.input.value);
    if (!first) return false;
    const at = this.input.value.indexOf(first);
    this.input.focus();
    this.input.setSelectionRange(at, at + first.length);
    this.complain(say('FillIn', { gap: first }));
    return true;
  }

  complain(problem) {
    const line = this.querySelector('[data-problem]');
    if (!line) return;
    line.textContent = problem;
    line.hidden = problem === '';
  }

  send(later) {
    const input = this.input, text = input.value.trim();
    if (!text) { if (later) this.complain(say('WriteFirst')); input.focus(); return; }
    if (this.gap() || holdsBack(this)) return;
    const made = message(this.conv, text, this.mode, later);
    if (!made) return;
    clearTimeout(this._timer);
    this._touched = true;
    this._dirty = false;
    this._cut = false;
    input.value = '';
    delete sessionStorage[this.draftKey];
    this.count();
    put(made);
    input.focus();
    document.querySelector('chat-scroll')?.jump();
  }

  // A refused text comes back into an empty box; a box that is in use, or is for the others, keeps what it has.
  takeBack() {
    const { refused, refusedText, refusedMode } = this.dataset, button = this.querySelector('[data-put-back]');
    if (!refused || taken.has(refused)) return;
    taken.add(refused);
    if (this.input.value === '' && this.mode === refusedMode) this.set(refusedText);
    else if (button) button.hidden = false;
  }

  add(text) {
    const now = this.input.value, button = this.querySelector('[data-put-back]');
    this.set(now.trim() ? `${now}\n${text}` : text);
    if (button) button.hidden = true;
  }

  set(text) {
    this.input.value = text;
    this.typed();
    this.input.focus();
  }

  count() {
    const note = this.mode === 'note';
    check(note ? '' : this.input.value, this._cut && (note ? MaxNote : MaxLength), this.querySelector('[data-count]'), this.querySelector('[data-blame]'));
  }
}

customElements.define('chat-composer', Composer);
