// A text as it leaves the box.
import { chosen } from './choices.js';

// Pages on plain http (a test in the office) have no randomUUID.
function uuid() {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6] & 15) | 64; b[8] = (b[8] & 63) | 128;
  return [...b].map((x, i) => ([4, 6, 8, 10].includes(i) ? '-' : '') + x.toString(16).padStart(2, '0')).join('');
}

// Null: where it goes to is still missing, and the field for it has the focus.
export function message(conv, text, mode, when) {
  const made = { conv, text, clientId: crypto.randomUUID?.() ?? uuid(), at: Date.now() };
  if (mode === 'note') return { ...made, mode };
  Object.assign(made, when ?? { hold: Number(chosen('undo')) });
  if (conv !== 'new') return made;
  const to = document.querySelector('[data-to-input]');
  if (!to?.value.trim()) { to?.focus(); to?.blur(); to?.focus(); return null; }
  return { ...made, from: document.querySelector('[data-from-input]').value, to: to.value.trim() };
}

// When a button that sends later means: a moment, or so many seconds from now.
export function when(button) {
  const { sendAt, sendIn } = button.dataset;
  const at = sendIn ? new Date(Date.now() + sendIn * 1000).toISOString() : sendAt;
  return { sendAt: at, cancelOnReply: button.closest('[data-later]')?.querySelector('[data-until-reply]')?.checked === true };
}
