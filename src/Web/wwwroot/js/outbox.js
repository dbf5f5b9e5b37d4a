// A message leaves the outbox only when the server says that it is durable: [data-client] in the page.
// Until then it is offered again; the server answers a repeat with the first message.
import { fire, isReady } from './events.js';
import { say } from './texts.js';

const Again = 4000;
const read = () => { try { return JSON.parse(sessionStorage.outbox ?? '[]'); } catch { return []; } };
const write = list => { if (list.length) sessionStorage.outbox = JSON.stringify(list); else delete sessionStorage.outbox; show(); };

export function put(message) {
  write([...read(), message]);
  offer(message);
  setTimeout(show, 1050);
}

const offer = message => {
  const door = document.getElementById('outgoing');
  if (door && isReady()) fire(door, 'composersend', { ...message, at: undefined });
};

const settle = () => {
  const left = read().filter(m => !document.querySelector(`[data-client="${m.clientId}"]`));
  if (left.length !== read().length) write(left);
};

export const flush = () => { settle(); read().forEach(offer); };

export const clear = () => {
  for (const key of Object.keys(sessionStorage)) if (key === 'outbox' || key.startsWith('draft:')) delete sessionStorage[key];
};

export function show() {
  const line = document.querySelector('[data-waiting]');
  if (!line) return;
  const late = read().filter(m => Date.now() - m.at > 1000).length;
  line.hidden = late === 0;
  line.textContent = late === 0 ? '' : say('Waiting', { count: late });
}

// Drafts and outbox belong to one member: another one at the same device starts clean.
function belong() {
  const member = document.getElementById('outgoing')?.dataset.member;
  if (!member) return;
  if (sessionStorage.member && sessionStorage.member !== member) clear();
  sessionStorage.member = member;
}

let wasReady = false;
new MutationObserver(changes => {
  if (changes.some(c => [...c.addedNodes].some(n => n.nodeType === 1 && (n.dataset.client || n.querySelector('[data-client]'))))) settle();
  const ready = isReady();
  if (ready && !wasReady) { belong(); queueMicrotask(flush); }
  wasReady = ready;
}).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-ready'] });
setInterval(() => { if (read().length && !document.querySelector('.reconnect[data-state=show],.reconnect[data-state=retrying]')) flush(); show(); }, Again);
