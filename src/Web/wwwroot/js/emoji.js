// The emoji picker: made when it is opened for the first time, from a file that is loaded then.
import { say } from './texts.js';

const address = new URL('../emoji.json', import.meta.url), Most = 120, Remembered = 24;
let loading;
const load = () => loading ??= fetch(address).then(answer => { if (!answer.ok) throw new Error(); return answer.json(); }).catch(fault => { loading = undefined; throw fault; });
const recents = () => { try { return JSON.parse(localStorage.emoji ?? '[]'); } catch { return []; } };
const remember = sign => { localStorage.emoji = JSON.stringify([sign, ...recents().filter(s => s !== sign)].slice(0, Remembered)); };
const make = (tag, more) => Object.assign(document.createElement(tag), more);

function section(title, signs) {
  const part = make('section'), grid = make('div', { className: 'emoji-grid' });
  part.append(make('h3', { textContent: title }), grid);
  for (const [sign, name] of signs) {
    const button = make('button', { type: 'button', className: 'emoji', textContent: sign, title: name, tabIndex: -1 });
    button.setAttribute('aria-label', name);
    button.dataset.sign = sign;
    grid.append(button);
  }
  return part;
}

function matches(groups, typed) {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const all = groups.flatMap(g => g.signs);
  const fits = (words, [, name, more]) => words.every(w => ` ${name} ${more ?? ''}`.toLowerCase().includes(' ' + w));
  return all.filter(e => fits(wanted, e)).sort((a, b) => (b[1].startsWith(wanted[0]) ? 1 : 0) - (a[1].startsWith(wanted[0]) ? 1 : 0)).slice(0, Most);
}

function show(list, groups, typed) {
  const parts = [];
  if (typed.trim()) {
    const found = matches(groups, typed);
    parts.push(found.length ? section(say('EmojiFound', { count: found.length }), found) : make('p', { className: 'picker-none', textContent: say('EmojiNone') }));
  } else {
    const names = new Map(groups.flatMap(g => g.signs).map(e => [e[0], e]));
    const used = recents().map(s => names.get(s)).filter(Boolean);
    if (used.length) parts.push(section(say('EmojiLately'), used));
    parts.push(...groups.map(g => section(g.name, g.signs)));
  }
  list.replaceChildren(...parts);
  const first = list.querySelector('.emoji');
  if (first) first.tabIndex = 0;
}

function move(list, key) {
  const all = [...list.querySelectorAll('.emoji')], at = all.indexOf(document.activeElement);
  if (at < 0) return;
  const across = Math.max(1, getComputedStyle(document.activeElement.parentElement).gridTemplateColumns.split(' ').length);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, ArrowDown: at + across, ArrowUp: at - across, Home: 0, End: all.length - 1 }[key];
  if (to < 0) { list.previousElementSibling?.focus(); return; }
  const next = all[Math.min(to, all.length - 1)];
  all[at].tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

// Fills the panel once and calls back with what is picked.
export async function open(panel, picked) {
  let search = panel.querySelector('input'), list = panel.querySelector('.emoji-list');
  if (!search) {
    search = make('input', { type: 'search', placeholder: say('EmojiSearch'), autocomplete: 'off', maxLength: 40 });
    search.setAttribute('aria-label', say('EmojiSearch'));
    list = make('div', { className: 'emoji-list' });
    list.setAttribute('aria-live', 'off');
    panel.replaceChildren(search, list);
    search.addEventListener('input', async () => show(list, await load(), search.value));
    search.addEventListener('keydown', e => {
      if (e.key === 'ArrowDown') { e.preventDefault(); list.querySelector('.emoji')?.focus(); }
      if (e.key === 'Enter') { e.preventDefault(); list.querySelector('.emoji')?.click(); }
    });
    list.addEventListener('keydown', e => {
      if (/^(Arrow|Home|End)/.test(e.key)) { e.preventDefault(); move(list, e.key); }
    });
    list.addEventListener('click', e => {
      const sign = e.target.closest('.emoji')?.dataset.sign;
      if (sign) { remember(sign); panel.hidePopover(); picked(sign); }
    });
  }
  search.value = '';
  search.focus();
  try {
    show(list, await load(), '');
  } catch {
    list.replaceChildren(make('p', { className: 'picker-none', textContent: say('EmojiFailed') }));
  }
}
