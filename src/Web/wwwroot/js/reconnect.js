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

async function again() {
  try {
    if (!await Blazor.reconnect() && !await Blazor.resumeCircuit()) location.reload();
  } catch { /* Still offline: the next try comes by itself. */ }
}

strip?.addEventListener('components-reconnect-state-changed', e => {
  strip.dataset.state = e.detail.state;
  if (is('rejected', 'resume-failed')) location.reload();
  if (is('hide')) { strip.classList.remove('components-reconnect-show'); flush(); openWanted(); }
});
strip?.addEventListener('click', e => { if (e.target.closest('[data-reconnect]')) again(); });
document.addEventListener('visibilitychange', () => { if (!document.hidden && is('failed', 'retrying')) again(); });
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

export const options = {
  circuit: {
    configureSignalR: builder => builder.withServerTimeout(12000).withKeepAliveInterval(4000),
    reconnectionOptions: { maxRetries: 2000, retryIntervalMilliseconds: n => n < 2 ? 300 : n < 8 ? 1000 : n < 30 ? 3000 : 10000 },
  },
};
