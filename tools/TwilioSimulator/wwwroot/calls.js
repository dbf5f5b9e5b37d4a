// The telephone part of the virtual phone: calling a line, taking its calls, keys, and what is heard.
const $ = id => document.getElementById(id);
const words = {
  queued: 'Waiting to be dialled', initiated: 'Dialling', ringing: 'Ringing', 'in-progress': 'Talking',
  completed: 'Ended', busy: 'Busy', 'no-answer': 'No answer', failed: 'Failed', canceled: 'Cancelled',
};
let live = null;

const length = seconds => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

async function post(path, body) {
  const answer = await fetch(`_sim/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error((await answer.json()).problem ?? `Refused (${answer.status})`);
}

function line(call) {
  const who = call.fromHandset ? 'Call from this handset' : 'Call to this handset';
  const talked = call.seconds === null ? '' : ` · ${length(call.seconds)}`;
  return `${who} · ${words[call.status] ?? call.status}${talked}${call.problem ? ` · ${call.problem}` : ''}`;
}

/** One call as an entry of the thread. */
export function callEntry(call, clock) {
  const item = document.createElement('li');
  item.className = 'called';
  item.textContent = `${clock(call.at)} · ${line(call)}`;
  return item;
}

/** Shows the call that is going on, or hides the panel. */
export function drawLive(calls) {
  live = calls.findLast(call => !call.isOver) ?? null;
  $('live').hidden = !live;
  $('call').disabled = Boolean(live);
  if (!live) return;
  $('live-hears').textContent = live.hears;
  $('keypad').hidden = !live.talks;
  $('answer').hidden = $('decline').hidden = !live.rings;
  $('hangup').hidden = !(live.talks || live.fromHandset);
  tick();
}

/** Once a second: the running time of the talk. */
export function tick() {
  if (!live) return;
  // The time stands apart, so that it is not read out every second.
  $('live-clock').textContent = live.talks && live.answered ? length(Math.max(0, (Date.now() - new Date(live.answered)) / 1000)) : '';
  const text = `${live.fromHandset ? 'Calling' : 'Called by'} ${live.line} · ${words[live.status] ?? live.status}`;
  if ($('live-state').textContent !== text) $('live-state').textContent = text;
}

/** Connects the buttons; `told` is called after every order, `failed` with what went wrong. */
export function wireCalls(phone, told, failed) {
  const order = (path, body) => post(path, body).then(told, problem => { failed(problem.message); told(); });
  const act = (event, digits) => live && order(`calls/${live.sid}/event`, { event, digits });
  $('call').addEventListener('click', () =>
    order('inbound-call', { from: phone.handset, to: phone.line, wait: false, script: { speaks: null } }));
  $('answer').addEventListener('click', () => act('answer'));
  $('decline').addEventListener('click', () => act('decline'));
  $('hangup').addEventListener('click', () => act('hangup'));
  $('byhand').addEventListener('change', event => order('directory', event.target.checked
    ? { number: phone.handset, phone: { answer: 'byHand', speaks: null } }
    : { number: phone.handset, behavesLike: '' }));
  $('keypad').replaceChildren(...'123456789*0#'.split('').map(key => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = key;
    button.addEventListener('click', () => act('digits', key));
    return button;
  }));
}
