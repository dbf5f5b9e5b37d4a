// What a bubble's small buttons do without the server, and the seconds in which a text can be taken back.
import { turn } from './modes.js';
import { say } from './texts.js';

document.addEventListener('click', async e => {
  const text = e.target.closest?.('li.m')?.querySelector('[data-body]')?.textContent ?? '';
  if (e.target.closest?.('[data-write-anew]')) sessionStorage.setItem('draft:new', text);
  const composer = e.target.closest?.('[data-edit]') && document.querySelector('chat-composer');
  if (composer) { turn(composer, 'sms'); composer.add(text); }
  if (e.target.closest?.('[data-write-anew]')) sessionStorage.setItem('draft:new', text);
  const copy = e.target.closest?.('li.m [data-copy]');
  if (copy) { await navigator.clipboard?.writeText(text); copy.textContent = say('Copied'); setTimeout(() => { copy.textContent = say('Copy'); }, 2000); }
});

// Counts down from what the server said was left, so that no clock of this device matters.
class HoldLeft extends HTMLElement {
  connectedCallback() {
    const end = performance.now() + Number(this.dataset.left);
    const tell = () => {
      const left = Math.ceil((end - performance.now()) / 1000);
      this.textContent = left > 0 ? say('SendingIn', { seconds: left }) : say('Sending');
      const note = this.closest('[data-hold]');
      if (note) note.hidden = left <= 0;
      if (left > 0) this._timer = setTimeout(tell, 200);
    };
    tell();
  }
  disconnectedCallback() { clearTimeout(this._timer); }
}
customElements.define('hold-left', HoldLeft);
