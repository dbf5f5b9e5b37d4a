// What stood in a composer when it was taken out of the page, until it is back: the start of the circuit builds all of them anew.
import { isNarrow, isReady } from './events.js';
import { show } from './modes.js';

const kept = new Map();
// Where the hand was before the page was loaded anew: a page that does so by itself must not take the next letters for its keys.
const before = sessionStorage.hand;
delete sessionStorage.hand;
export const hand = before && performance.getEntriesByType('navigation')[0]?.type === 'reload' ? JSON.parse(before) : null;
addEventListener('pagehide', () => {
  const at = document.activeElement, composer = document.querySelector('chat-composer'), input = composer?.input;
  const typing = at?.matches('input,textarea,[contenteditable]') ?? false;
  if (input && typing) sessionStorage.hand = JSON.stringify({ conv: composer.conv, mode: composer.mode, focused: at === input, from: input.selectionStart, to: input.selectionEnd });
});
let opened = false;                       // a conversation was just opened by hand: its composer takes the focus
export const openedByHand = () => { opened = true; setTimeout(() => { opened = false; }, 4000); };

export function keepBox(composer, input) {
  kept.set(composer.conv, {
    text: input.value, mode: composer.mode, texts: composer._texts, focused: composer._focused, from: input.selectionStart, to: input.selectionEnd, dirty: composer._dirty && !isReady(),
  });
}

export function restoreBox(composer, input) {
  const was = kept.get(composer.conv) ?? (hand?.conv === composer.conv ? hand : null);
  if (was && was.mode !== composer.mode) show(composer, was.mode);
  composer._texts = was?.texts;
  const text = was?.text ?? sessionStorage[composer.draftKey] ?? composer.dataset.draft ?? '';
  if (!input.value && text) input.value = text;
  if (was?.dirty) composer.later();
  const free = !document.activeElement || document.activeElement === document.body;
  if (was?.focused && free) {
    input.focus({ preventScroll: true });
    input.setSelectionRange(was.from, was.to);
  } else if (opened && !isNarrow()) {
    input.focus({ preventScroll: true });
    input.setSelectionRange(input.value.length, input.value.length);
  } else if (opened) document.querySelector('[data-heading]')?.focus({ preventScroll: true });
  if (isReady()) opened = false;
}
