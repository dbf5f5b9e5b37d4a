// Single keys, only while nobody is typing and no modifier is held.
import { isNarrow } from './events.js';
import { hand, openedByHand } from './boxes.js';
import { chosen } from './choices.js';
import { focusIn } from './modes.js';
import { openCall, openText } from './calls.js';

const $ = selector => document.querySelector(selector);
const rows = () => [...document.querySelectorAll('.rows a.row')];

function step(by) {
  const all = rows(), focused = all.indexOf(document.activeElement);
  const at = focused >= 0 ? focused : all.findIndex(r => r.classList.contains('is-active'));
  all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + by))]?.focus();
}

function nextRegion(by) {
  const regions = [...document.querySelectorAll('[data-region]')].filter(r => r.offsetParent);
  const at = regions.findIndex(r => r.contains(document.activeElement));
  const next = regions[(at + by + regions.length) % regions.length];
  if (!next) return;
  const inside = next.matches('chat-composer') ? null : next.matches('.rail') ? next.querySelector('a') : next;
  if (inside) inside.focus(); else focusIn(next);
}

// Where there is no room for the button, its menu is in another one.
const open = menu => ($(`[data-opens=${menu}]`)?.offsetParent ? $(`[data-opens=${menu}]`) : $('[data-opens=more]'))?.click();

const go = page => $(`.rail a[href=${page}]`)?.click();
const Leap = 1500;
let leapt = -Infinity;            // when G was pressed: where to says the next key
let typing = hand !== null;       // the page was loaded anew under a hand that was in a field: its letters are no keys until it is elsewhere
for (const name of ['pointerdown', 'focusin']) document.addEventListener(name, () => { typing = false; }, true);

const keys = {
  gi: () => go('inbox'), gc: () => go('contacts'), gs: () => go('settings'),
  j: () => step(1), k: () => step(-1),
  '/': () => $('[data-search]')?.focus(),
  r: () => { const box = $('chat-composer'); if (box?.mode === 'call') openText(); else box?.input.focus(); },
  c: openCall,
  t: () => { const box = $('chat-composer'); if (box?.mode === 'call') openText(); box?.templates(); },
  n: () => $('[data-new]')?.click(),
  e: () => $('[data-done]')?.click(),
  u: () => $('[data-unread]')?.click(),
  a: () => open('assign'), s: () => open('snooze'),
  '?': () => $('#help')?.showModal(),
};

export const perform = key => keys[key]?.();

document.addEventListener('keydown', e => {
  if (e.key === 'F6') { e.preventDefault(); nextRegion(e.shiftKey ? -1 : 1); return; }
  const field = e.target.closest?.('input,textarea,select,[contenteditable]');
  if (field?.matches('[data-search]') && e.key === 'ArrowDown' && rows().length) { e.preventDefault(); rows()[0].focus(); return; }
  const hits = e.target.closest?.('[data-hits]');
  if (hits && (e.key === 'Escape' || (e.key === 'ArrowUp' && rows()[0] === document.activeElement))) { e.preventDefault(); $('[data-search]')?.focus(); return; }
  if (e.key === 'Escape' && !$('dialog[open]') && !$('[popover]:popover-open')) {
    const cancel = field?.closest('form')?.querySelector('[data-cancel]');
    if (cancel) cancel.click(); else if (field) field.blur(); else if (isNarrow()) $('[data-back]')?.click();
    return;
  }
  if (field || typing || e.ctrlKey || e.metaKey || e.altKey || $('dialog[open]')) return;
  const isOn = chosen('keys') !== 'off';
  const inList = e.target.closest?.('.rows');
  const leaps = performance.now() - leapt < Leap;
  leapt = -Infinity;
  if (isOn && e.key.toLowerCase() === 'g' && !leaps) { leapt = performance.now(); return; }
  const single = e.key.length === 1 && isOn ? (leaps ? 'g' : '') + e.key.toLowerCase() : '';
  const does = keys[single || (inList && { ArrowDown: 'j', ArrowUp: 'k' }[e.key]) || ''];
  if (does) { e.preventDefault(); does(); }
});

document.addEventListener('click', e => {
  if (e.target.closest?.('a.row') && !e.ctrlKey && !e.metaKey && e.button === 0) openedByHand();
  if (e.target.closest?.('[data-help]')) { $('[popover]:popover-open')?.hidePopover(); $('#help').showModal(); }
});
