// The check before the flight: how many texts it takes, what makes them short, and what is still to be filled in.
import { blame, segments, words } from './counter.js';
import { accused, canPlain, offer, toPlain } from './plain.js';
import { say } from './texts.js';

const gap = /\{\{\s*[\w.]+\s*\}\}/g;

// What a template left open, as it stands in the text.
export const gaps = text => [...new Set(text.match(gap) ?? [])];

export function check(text, cut, out, note) {
  const s = segments(text), guilty = s.gsm7 ? [] : blame(text);
  out.textContent = words(text);
  out.classList.toggle('warn', text !== '' && s.segments > 3);
  const said = cut ? say('CutTo', { count: cut }) : accused(guilty);
  out.title = said;
  if (note.dataset.said === said) return;
  note.dataset.said = said;
  note.replaceChildren(said);
  if (!cut && canPlain(guilty)) {
    const fix = Object.assign(document.createElement('button'), { type: 'button', className: 'link', textContent: offer(guilty) });
    fix.dataset.plain = '';
    note.append(' ', fix);
  }
}

export { toPlain };
