// What happened, told once by one of the member's tabs: in the title's icon, by sound, by a notification of the browser.
import { fire, isReady, Late } from './events.js';
import { chime } from './sound.js';
import { say } from './texts.js';

const Sound = 1, Desktop = 2, Quiet = 3000, Away = 5 * 60000, Pulse = 20000, Flood = 3, Kept = 200;
const store = (key, value) => { try { if (value === undefined) return JSON.parse(localStorage[key] ?? 'null'); localStorage[key] = JSON.stringify(value); } catch { /* full or forbidden: told twice at worst */ } return null; };
// Pages on plain http have no locks: there two tabs may both tell.
const alone = work => navigator.locks ? navigator.locks.request('alerts', work) : work();
const pause = ms => new Promise(done => setTimeout(done, ms));

class TabAlerts extends Late {
  static observedAttributes = ['data-unread'];

  attach() {
    this._known = new Set([...this.children].map(one => one.dataset.alert));
    this._changes = new MutationObserver(() => this.look());
    this._changes.observe(this, { childList: true });
    this._shown = () => this.seen();
    document.addEventListener('visibilitychange', this._shown);
    this._pulse = setInterval(this._shown, Pulse);
    this.seen();
    this.count();
  }

  disconnectedCallback() {
    this._changes?.disconnect();
    clearInterval(this._pulse);
    document.removeEventListener('visibilitychange', this._shown);
  }

  attributeChangedCallback() { this.count(); }

  get seenKey() { return 'seen:' + this.dataset.member; }

  // The tab's icon has a dot and the installed app a number as long as something is unread.
  count() {
    const unread = +this.dataset.unread, icon = document.querySelector('link[rel=icon]');
    if (icon) {
      icon.dataset.plain ??= icon.getAttribute('href');
      const href = unread > 0 ? '_content/OrleansSms.Web/favicon-unread.svg' : icon.dataset.plain;
      if (icon.getAttribute('href') !== href) icon.setAttribute('href', href);
    }
    const done = unread > 0 ? navigator.setAppBadge?.(unread) : navigator.clearAppBadge?.();
    done?.catch?.(() => { /* not installed */ });
  }

  // When somebody last looked, at any of the tabs. After a while without, what came is told in one word.
  seen() {
    if (document.hidden || !isReady()) return;
    const now = Date.now(), last = store(this.seenKey);
    store(this.seenKey, now);
    if (last && now - last > Away) fire(this, 'awayback', { since: last });
  }

  async look() {
    const fresh = [...this.children].map(one => one.dataset).filter(one => !this._known.has(one.alert));
    for (const one of fresh) this._known.add(one.alert);
    if (!fresh.length) return;
    // A tab that is looked at goes first: what stands before somebody's eyes is told by nobody.
    if (document.hidden) await pause(300);
    await alone(() => this.tell(fresh));
  }

  tell(fresh) {
    const told = store('alerts-told') ?? [], mine = fresh.filter(one => !told.includes(one.alert));
    store('alerts-told', [...told, ...mine.map(one => one.alert)].slice(-Kept));
    const { ways, onlyHidden, from, to } = JSON.parse(this.dataset.choices), open = document.querySelector('#thread')?.dataset.conversation;
    if ((!document.hidden && onlyHidden) || isQuiet(from, to)) return;
    const wanted = mine.filter(one => document.hidden || one.conversation !== open), by = way => wanted.filter(one => ways[one.kind] & way);
    if (by(Sound).length) this.sound();
    const cards = by(Desktop);
    if (cards.length > Flood) notify(say('Flood', { count: cards.length }), say('AndOthers', { title: cards[0].title }), 'many', 'inbox?view=unread');
    else for (const one of cards) notify(one.title, one.body, one.conversation, 'inbox/' + one.conversation);
  }

  sound() {
    const now = Date.now();
    if (now - (store('alerts-sound') ?? 0) < Quiet) return;
    store('alerts-sound', now);
    chime();
  }
}
customElements.define('tab-alerts', TabAlerts);

function isQuiet(from, to) {
  if (from === null || to === null) return false;
  const now = new Date(), minute = now.getHours() * 60 + now.getMinutes();
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

// What the member chose for something that goes on now, and is heard at once: who looks at the page hears it as well.
export function may(kind) {
  const { ways = {}, from = null, to = null } = JSON.parse(document.querySelector('tab-alerts')?.dataset.choices ?? '{}'), quiet = isQuiet(from, to);
  return { sound: !quiet && !!(ways[kind] & Sound), desktop: !quiet && document.hidden && !!(ways[kind] & Desktop) };
}

export function notify(title, body, tag, href) {
  if (globalThis.Notification?.permission !== 'granted') return null;
  try {
    const card = new Notification(title, { body, tag, icon: '_content/OrleansSms.Web/favicon.svg' });
    card.onclick = () => { focus(); if (href) Blazor.navigateTo(href); card.close(); };
    return card;
  } catch { return null; /* Phones show them only for installed apps. */ }
}

// The settings page: the browser is asked when a box is switched on, and never before.
class DesktopPermission extends Late {
  static observedAttributes = ['data-wanted'];

  attach() {
    this._on = e => { if (e.target.matches?.('[data-desktop]') && e.target.checked) this.ask(); };
    document.addEventListener('change', this._on, true);
    this.addEventListener('click', e => { if (e.target.closest('[data-ask-now]')) this.ask(); });
    this.show();
  }

  disconnectedCallback() { document.removeEventListener('change', this._on, true); }
  attributeChangedCallback() { this.show(); }

  async ask() {
    if (globalThis.Notification?.permission === 'default') await Notification.requestPermission();
    this.show();
  }

  show() {
    const wanted = this.dataset.wanted === 'true', state = globalThis.Notification && isSecureContext ? Notification.permission : 'unable';
    for (const [name, when] of [['blocked', 'denied'], ['ask', 'default'], ['unable', 'unable']]) {
      const line = this.querySelector(`[data-${name}]`);
      if (line) line.hidden = !wanted || state !== when;
    }
  }
}
customElements.define('desktop-permission', DesktopPermission);
