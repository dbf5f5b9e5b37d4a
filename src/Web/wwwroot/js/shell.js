// Theme, time zone, sign-out: small things that outlive a page.
import { clear } from './outbox.js';

const year = 31536000, root = document.documentElement;
const cookie = name => document.cookie.split('; ').find(c => c.startsWith(name + '='))?.slice(name.length + 1);

// All tabs have the same theme at once.
const themes = new BroadcastChannel('theme');
themes.onmessage = e => { root.dataset.theme = e.data; };
document.addEventListener('click', e => {
  if (!e.target.closest?.('[data-theme-toggle]')) return;
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
  document.cookie = `theme=${root.dataset.theme};path=/;max-age=${year};samesite=lax`;
  themes.postMessage(root.dataset.theme);
});

// Who signs out is led away by the answer to the form; the session may be over before that answer is here.
let leaving = false;
document.addEventListener('submit', e => { if (e.target.matches?.('[data-sign-out]')) { leaving = true; clear(); } });
addEventListener('pageshow', () => { leaving = false; });

// In the page when its session is over: the server says what comes next.
customElements.define('session-over', class extends HTMLElement {
  connectedCallback() { if (!leaving) location.reload(); }
});

// The server renders times in the zone of this cookie. When it is new, the page on the screen was rendered in another one.
export function keepZone() {
  const zone = encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC');
  if (cookie('tz') === zone) return true;
  document.cookie = `tz=${zone};path=/;max-age=${year};samesite=lax`;
  return cookie('tz') !== zone || zone === 'UTC' || !document.querySelector('.app:not(.plain)');
}
