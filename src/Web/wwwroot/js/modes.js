// Text, note or call. Each has its own words: what is meant for the team never stands in the box for the contact.
export function show(composer, mode) {
  const input = composer.input, { dataset } = input;
  composer.dataset.mode = mode;
  dataset.placeholderSms ??= input.placeholder;
  input.placeholder = mode === 'note' ? dataset.placeholderNote : dataset.placeholderSms;
  for (const b of composer.querySelectorAll('button[data-mode]')) b.setAttribute('aria-pressed', String(b.dataset.mode === mode));
}

// Where the hand goes: the box, or what calls.
export const focusIn = composer => { if (composer.mode === 'call') focusCall(composer); else composer.input.focus(); };

// The button that calls; where there is none, what stands in its place.
export const focusCall = place => (place.querySelector('[data-place-call]') ?? place.querySelector('call-box :is(input, button, a)'))?.focus();

export function turn(composer, mode) {
  if (mode === composer.mode) { focusIn(composer); return; }
  if (composer._dirty) composer.keep();
  (composer._texts ??= {})[composer.mode] = composer.input.value;
  show(composer, mode);
  composer.input.value = composer._texts[mode] ?? sessionStorage[composer.draftKey] ?? '';
  composer.complain('');
  composer.count();
  focusIn(composer);
}
