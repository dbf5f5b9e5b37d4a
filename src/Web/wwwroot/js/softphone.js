// Calls in the browser. One of the member's tabs holds the line; all of them show how it stands and have its buttons.
import { may, notify } from './alerts.js';
import { fire, Late } from './events.js';
import { devices, Line } from './line.js';
import { chime } from './sound.js';
import { say } from './texts.js';

const Pause = 3000;
const keyOf = member => 'softphone:' + member;
const isOn = member => { try { return localStorage[keyOf(member)] === 'on'; } catch { return false; } };
let phone = null;                         // the page's <soft-phone>

class SoftPhone extends Late {
  static observedAttributes = ['data-calling'];

  attach() {
    phone = this;
    this._channel = new BroadcastChannel('softphone:' + this.dataset.member);
    this._channel.onmessage = e => this.hear(e.data);
    this.turn();
    this._channel.postMessage({ ask: true });
  }

  disconnectedCallback() {
    this.leave();
    this._channel?.close();
    if (phone === this) phone = null;
  }

  attributeChangedCallback() { this._line?.decide(false); }

  // Switched on or off in this browser. Where two tabs cannot agree there is no microphone either.
  turn() {
    if (!isOn(this.dataset.member)) { this.leave(); this.show({ state: 'off', problem: '' }); return; }
    if (this._turn) return;
    this._turn = new AbortController();
    if (!navigator.locks) { this.hold(); return; }
    navigator.locks.request('softphone', { signal: this._turn.signal }, () => this.hold()).catch(() => { /* switched off while another tab held it */ });
  }

  hold() {
    this._line = new Line(told => this.tell(told), () => this.dataset.calling);
    this._line.start();
    return new Promise(release => { this._release = release; });
  }

  leave() {
    this._turn?.abort();
    this._turn = null;
    this._line?.stop();
    this._line = null;
    this._release?.();
    this._release = null;
  }

  tell(told) {
    this._channel.postMessage({ told });
    this.show(told);
    this.alarm(told);
  }

  show(told) {
    this.told = told;
    fire(this, 'softphone', told);
  }

  hear({ ask, told, press, digit, turned }) {
    if (ask && this._line) this._channel.postMessage({ told: this._line.told });
    else if (told && !this._line) this.show(told);
    else if (turned) this.turn();
    else if (press && this._line) this.press(press, digit);
  }

  press(what, digit) {
    if (!this._line) { this._channel.postMessage({ press: what, digit }); return; }
    switch (what) {
      case 'answer': this._line.take(); break;
      case 'decline': this._line.decline(); break;
      case 'hangup': this._line.hangUp(); break;
      case 'mute': this._line.mute(); break;
      case 'digit': this._line.press(digit); break;
      case 'devices': this._line.choose(); break;
      case 'retry': this._line.start(); break;
    }
  }

  // By sound and notification as the member chose for calls that ring.
  alarm({ state, from }) {
    clearInterval(this._bell);
    clearTimeout(this._slip);
    this._card?.close();
    this._card = null;
    if (state !== 'ringing') return;
    const ring = () => { if (may('Ringing').sound) chime(); };
    ring();
    this._bell = setInterval(ring, Pause);
    // By then the page says who it is.
    this._slip = setTimeout(() => { if (may('Ringing').desktop) this._card = notify(say('IncomingCall'), document.querySelector('[data-ringer]')?.textContent || from, 'ringing'); }, 500);
  }
}
customElements.define('soft-phone', SoftPhone);

function press(what, digit) { phone?.press(what, digit); }

document.addEventListener('click', e => {
  const button = e.target.closest?.('[data-phone]');
  if (button) press(button.dataset.phone, button.dataset.digit);
  // The server ends the call; here it ends at once, also when the server is out of reach.
  else if (e.target.closest?.('[data-hang-up]') && phone?.told?.state === 'talking') press('hangup');
});

document.addEventListener('keydown', e => {
  if (/^[0-9*#]$/.test(e.key) && !e.ctrlKey && !e.metaKey && !e.altKey && e.target.closest?.('[data-keypad][open]')) { e.preventDefault(); press('digit', e.key); }
});

// The switch on the profile's page.
class PhoneChoice extends Late {
  attach() {
    const box = this.querySelector('input'), { member } = this.dataset;
    box.checked = isOn(member);
    box.addEventListener('change', () => {
      try { if (box.checked) localStorage[keyOf(member)] = 'on'; else delete localStorage[keyOf(member)]; } catch { box.checked = false; }
      phone?.turn();
      phone?._channel.postMessage({ turned: true });
    });
  }
}
customElements.define('phone-choice', PhoneChoice);

// Which microphone and which loudspeaker; browsers that let nobody choose a loudspeaker show none.
class PhoneDevices extends Late {
  attach() {
    this._changed = () => this.list();
    navigator.mediaDevices?.addEventListener('devicechange', this._changed);
    this.list();
  }

  disconnectedCallback() { navigator.mediaDevices?.removeEventListener('devicechange', this._changed); }

  async list() {
    const all = await navigator.mediaDevices?.enumerateDevices().catch(() => []) ?? [], chosen = devices();
    const kinds = [['microphone', 'audioinput', 'Microphone']];
    if ('setSinkId' in HTMLMediaElement.prototype) kinds.push(['speaker', 'audiooutput', 'Speaker']);
    this.replaceChildren(...kinds.map(([name, kind, word]) => this.choice(name, say(word), all.filter(one => one.kind === kind && one.deviceId && one.deviceId !== 'default'), chosen[name])));
  }

  choice(name, word, those, chosen) {
    const label = document.createElement('label'), select = document.createElement('select');
    label.className = 'field';
    select.dataset.device = name;
    select.append(new Option(say('UsualDevice'), ''), ...those.map(one => new Option(one.label || word, one.deviceId)));
    select.value = those.some(one => one.deviceId === chosen) ? chosen : '';
    select.addEventListener('change', () => {
      try { localStorage['softphone-devices'] = JSON.stringify({ ...devices(), [name]: select.value || undefined }); } catch { /* full or forbidden: the usual ones */ }
      press('devices');
    });
    label.append(word, select);
    return label;
  }
}
customElements.define('phone-devices', PhoneDevices);
