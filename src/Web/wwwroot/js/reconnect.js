// A lost connection: retry for ever, quickly at first; reading and typing go on.
import { flush } from './outbox.js';

const strip = document.getElementById('components-reconnect-modal');
let wanted = null;
const is = (...states) => states.includes(strip?.dataset.state);

function openWanted() {
  strip.querySelector('[data-wait]').hidden = true;
  if (wanted) Blazor.navigateTo(wanted);
  wanted = null;
}

// Between two words, not between two letters: what is pressed while a page loads goes nowhere.
const Pause = 700, Longest = 8000;
let pressed = -Pause, leaving;
document.addEventListener('keydown', () => { pressed = performance.now(); }, true);
function reload() {
  const now = performance.now();
  leaving ??= now;
  if (now - pressed > Pause || now - leaving > Longest) location.reload(); else setTimeout(reload, 100);
}

async function again() {
  try {
    if (!await Blazor.reconnect() && !await Blazor.resumeCircuit()) reload();
  } catch { /* Still offline: the next try comes by itself. */ }
}

strip?.addEventListener('components-reconnect-state-changed', e => {
  strip.dataset.state = e.detail.state;
  if (is('rejected', 'resume-failed')) reload();
  if (is('hide')) { tries = 1; strip.classList.remove('components-reconnect-show'); flush(); openWanted(); }
});
strip?.addEventListener('click', e => { if (e.target.closest('[data-reconnect]')) again(); });
document.addEventListener('visibilitychange', () => { if (!document.hidden && is('failed', 'retrying')) again(); });
// Who comes back from sleep does not wait for the next try's turn.
const Beat = 1000, Asleep = 5000;
let beat = Date.now();
setInterval(() => {
  const now = Date.now(), slept = now - beat > Asleep;
  beat = now;
  if (slept && is('show', 'retrying', 'failed')) again();
}, Beat);
addEventListener('offline', () => strip?.classList.add('components-reconnect-show'));
addEventListener('online', () => {
  if (is('show', 'retrying', 'failed')) again(); else strip?.classList.remove('components-reconnect-show');
});

// A link needs the circuit: while it is away, opening waits for it.
const lost = () => strip && getComputedStyle(strip).display !== 'none';
document.addEventListener('click', e => {
  const link = e.target.closest?.('.app:not(.plain) a[href]:not([target])');
  if (!link || !lost() || e.ctrlKey || e.metaKey || e.shiftKey || e.button !== 0) return;
  e.preventDefault();
  e.stopImmediatePropagation();
  strip.querySelector('[data-wait]').hidden = false;
  wanted = link.getAttribute('href');
}, true);

// A line that died without a word leaves connections behind on which the browser would ask in vain. So every other try takes
// one of its own, without asking first; the tries between are for networks that know no WebSockets, and do not wait long.
let tries = 0;
const way = () => tries++ % 2 ? { skipNegotiation: true, transport: 1 } : { timeout: tries === 1 ? 100000 : tries < 12 ? 3000 : 15000 };

export const options = {
  circuit: {
    configureSignalR: builder => builder.withUrl('_blazor', way()).withServerTimeout(12000).withKeepAliveInterval(4000),
    reconnectionOptions: { maxRetries: 2000, retryIntervalMilliseconds: n => n < 2 ? 300 : n < 8 ? 1000 : n < 30 ? 3000 : 10000 },
  },
};
