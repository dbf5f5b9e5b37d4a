// Calls: a running clock, and the ways into the box from which one calls.
import { focusCall, turn } from './modes.js';

const two = n => String(n).padStart(2, '0');

// Counts on from what the server said has passed.
class CallClock extends HTMLElement {
  static observedAttributes = ['data-since', 'data-now'];
  connectedCallback() { this.begin(); }
  disconnectedCallback() { clearTimeout(this._timer); }
  attributeChangedCallback() { if (this.isConnected) this.begin(); }

  begin() {
    this._from = performance.now() - Math.max(0, Date.parse(this.dataset.now) - Date.parse(this.dataset.since) || 0);
    this.tell();
  }

  tell() {
    clearTimeout(this._timer);
    const passed = performance.now() - this._from, s = Math.floor(passed / 1000), m = Math.floor(s / 60), h = Math.floor(m / 60);
    this.textContent = (h ? h + ':' + two(m % 60) : m) + ':' + two(s % 60);
    this._timer = setTimeout(() => this.tell(), 1000 - passed % 1000 + 5);
  }
}
customElements.define('call-clock', CallClock);

// What calls and what hangs up take each other's place: the hand stays there.
class CallBox extends HTMLElement {
  connectedCallback() {
    this.addEventListener('focusin', e => { this._last = e.target; });
    this.addEventListener('focusout', e => { const { target } = e; queueMicrotask(() => { if (target.isConnected && this._last === target) this._last = null; }); });
    this._changes = new MutationObserver(() => {
      if (!this._last || this._last.isConnected || document.activeElement !== document.body) return;
      this._last = null;
      (this.querySelector('[data-place-call], [data-hang-up]') ?? this.querySelector('input, button, a'))?.focus({ preventScroll: true });
    });
    this._changes.observe(this, { childList: true, subtree: true });
  }

  disconnectedCallback() { this._changes?.disconnect(); }
}
customElements.define('call-box', CallBox);

const composer = () => document.querySelector('chat-composer');

// Who opted out of texts has no composer; the button to call is there all the same.
export function openCall() {
  const box = composer();
  if (box?.querySelector('[data-mode=call]')) turn(box, 'call');
  else focusCall(document);
}

export function openText() {
  const box = composer();
  if (!box) return;
  if (box.mode === 'sms') box.input.focus(); else turn(box, 'sms');
}

document.addEventListener('click', e => {
  if (e.target.closest?.('[data-call-open]')) openCall();
  else if (e.target.closest?.('[data-text-open]')) openText();
});
