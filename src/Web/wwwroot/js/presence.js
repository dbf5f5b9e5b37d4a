// What the hand does at the open conversation: told when it changes, and again while it goes on; never per key.
import { fire, Late } from './events.js';

const Again = 5000, Quiet = 6000;

class PresenceLine extends Late {
  attach() {
    this._told = 'here';
    this._listen = new AbortController();
    const signal = this._listen.signal, on = (name, hear) => document.addEventListener(name, hear, { signal, capture: true });
    on('input', e => { if (e.target.matches?.('chat-composer [data-input]')) this.typed(e.target); });
    on('composersend', () => this.tell('here'));
    on('visibilitychange', () => this.tell(document.hidden ? 'away' : 'here'));
    if (document.hidden) this.tell('away');
  }

  disconnectedCallback() {
    this._listen?.abort();
    clearTimeout(this._quiet);
  }

  typed(input) {
    clearTimeout(this._quiet);
    if (input.value.trim() === '') { this.tell('here'); return; }
    this._quiet = setTimeout(() => this.tell('here'), Quiet);
    this.tell(input.closest('chat-composer').dataset.mode === 'note' ? 'noting' : 'typing');
  }

  tell(doing) {
    if (doing === 'here' || doing === 'away') clearTimeout(this._quiet);
    const now = performance.now(), writes = doing === 'typing' || doing === 'noting';
    if (doing === this._told && !(writes && now - this._at > Again)) return;
    [this._told, this._at] = [doing, now];
    fire(this, 'presence', { doing });
  }
}
customElements.define('presence-line', PresenceLine);
