// The virtual phone asks for its state once a second and draws what changed. Everything is written with textContent.
import { callEntry, drawLive, tick, wireCalls } from './calls.js';

const $ = id => document.getElementById(id);
const store = 'virtual-phone';
const saved = JSON.parse(localStorage.getItem(store) ?? '{}');
const phone = { handset: saved.handset ?? '+14155550123', line: saved.line ?? '', recents: saved.recents ?? [], stamp: '' };
const bad = new Set(['failed', 'undelivered', 'canceled']);

function remember() {
  phone.recents = [phone.handset, ...phone.recents.filter(number => number !== phone.handset)].slice(0, 8);
  localStorage.setItem(store, JSON.stringify({ handset: phone.handset, line: phone.line, recents: phone.recents }));
}

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

const clock = at => new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });

function bubble(message) {
  const item = element('li', undefined, message.fromHandset ? 'bubble own' : 'bubble');
  if (bad.has(message.status)) item.classList.add('lost');
  const media = message.numMedia > 0 ? `[${message.numMedia} attachment${message.numMedia > 1 ? 's' : ''}]` : '';
  item.append(element('p', [message.body, media].filter(Boolean).join(' ') || '(empty)'));
  const status = message.errorCode ? `${message.status} ${message.errorCode}` : message.status;
  const parts = message.numSegments > 1 ? ` · ${message.numSegments} segments` : '';
  item.append(element('small', `${clock(message.at)} · ${status}${parts}`));
  return item;
}

const entries = (messages, calls) => [
  ...messages.map(message => ({ at: message.at, item: bubble(message) })),
  ...calls.map(call => ({ at: call.at, item: callEntry(call, clock) })),
].sort((one, other) => new Date(one.at) - new Date(other.at)).map(entry => entry.item);

function drawThread(messages, calls) {
  const thread = $('thread');
  const atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 60;
  thread.replaceChildren(...(messages.length + calls.length ? entries(messages, calls)
    : [element('li', 'Nothing between this handset and this number yet. Write the first text below, or call.', 'empty')]));
  if (atEnd) thread.scrollTop = thread.scrollHeight;
}

function drawLine(lines) {
  const select = $('line');
  if ([...select.options].map(option => option.value).join() === lines.join()) return;
  select.replaceChildren(...lines.map(line => new Option(line, line)));
  phone.line = lines.includes(phone.line) ? phone.line : lines[0] ?? '';
  select.value = phone.line;
}

function drawRecents(known) {
  const numbers = [...new Set([...phone.recents, ...known])].slice(0, 10);
  $('handsets').replaceChildren(...numbers.map(number => new Option(number, number)));
  $('recents').replaceChildren(...numbers.map(number => {
    const chip = element('button', number);
    chip.type = 'button';
    chip.setAttribute('aria-pressed', String(number === phone.handset));
    chip.addEventListener('click', () => choose(number, phone.line));
    return chip;
  }));
}

function row(at, result, text, isBad) {
  const item = element('li', undefined, isBad ? 'bad' : '');
  item.append(element('time', clock(at)), element('b', result), element('span', text));
  return item;
}

function drawLogs({ requests, webhooks }) {
  $('requests').replaceChildren(...requests.map(entry => row(entry.at, String(entry.status),
    [`${entry.method} ${entry.path}`, entry.to && `to ${entry.to}`, entry.errorCode, entry.fault].filter(Boolean).join(' · '), entry.status >= 400)));
  $('webhooks').replaceChildren(...webhooks.map(entry => row(entry.at, String(entry.status ?? '–'),
    [entry.what ?? entry.kind, entry.url, entry.errorCode, entry.fault, entry.attempts > 1 ? `${entry.attempts} attempts` : ''].filter(Boolean).join(' · '),
    Boolean(entry.errorCode) || entry.attempts === 0)));
}

async function refresh() {
  const query = new URLSearchParams({ handset: phone.handset, line: phone.line, stamp: phone.stamp });
  const answer = await fetch(`_phone/state?${query}`);
  if (answer.status === 204) return;
  if (!answer.ok) throw new Error(String(answer.status));
  const state = await answer.json();
  const hadLine = phone.line;
  phone.stamp = state.thread.stamp;
  drawLine(state.thread.lines);
  drawRecents(state.thread.handsets);
  drawThread(state.thread.messages, state.thread.calls);
  drawLive(state.thread.calls);
  $('call').hidden = !state.thread.voiceLines.includes(phone.line);
  $('byhand').checked = state.thread.answersByHand;
  drawLogs(state);
  if (hadLine !== phone.line) {
    phone.stamp = '';
    await refresh();
  }
}

async function poll() {
  try {
    if (!document.hidden) await refresh();
    tick();
    $('link').textContent = 'Live';
  } catch {
    $('link').textContent = 'Simulator not reachable';
  }
  setTimeout(poll, 1000);
}

function choose(handset, line) {
  phone.handset = handset.trim();
  phone.line = line;
  phone.stamp = '';
  $('handset').value = phone.handset;
  remember();
  refresh().then(() => { $('thread').scrollTop = $('thread').scrollHeight; }, () => {});
}

async function send(event) {
  event?.preventDefault();
  const text = $('text').value;
  if (!text.trim() || !phone.handset) return;
  $('problem').textContent = '';
  $('text').value = '';
  remember();
  try {
    const answer = await fetch('_sim/inbound-sms', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ from: phone.handset, to: phone.line, body: text }),
    });
    const result = await answer.json();
    if (!answer.ok) throw new Error(result.problem ?? `Refused (${answer.status})`);
    if (result.dropped) $('problem').textContent = 'Dropped: the messaging service has no inbound address.';
  } catch (problem) {
    $('text').value = text;
    $('problem').textContent = problem.message;
  }
  $('thread').scrollTop = $('thread').scrollHeight;
  refresh().catch(() => {});
}

$('handset').value = phone.handset;
$('handset').addEventListener('change', event => choose(event.target.value, phone.line));
$('line').addEventListener('change', event => choose(phone.handset, event.target.value));
$('composer').addEventListener('submit', send);
$('text').addEventListener('keydown', event => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) send(event);
});
wireCalls(phone, () => refresh().catch(() => {}), text => { $('problem').textContent = text; });
poll();
