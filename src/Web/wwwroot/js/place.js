// A popover stands above what opened it, inside the window.
const Gap = 8;

function place(panel) {
  const opener = document.querySelector(`[popovertarget="${panel.id}"]`);
  if (!opener) return;
  const at = opener.getBoundingClientRect(), style = panel.style;
  style.inset = 'auto';
  style.margin = '0';
  style.maxHeight = `${Math.max(160, at.top - 2 * Gap)}px`;
  style.bottom = `${innerHeight - at.top + Gap}px`;
  const left = panel.dataset.place === 'end' ? at.right - panel.offsetWidth : at.left;
  style.left = `${Math.max(Gap, Math.min(left, innerWidth - panel.offsetWidth - Gap))}px`;
}

document.addEventListener('toggle', e => {
  if (!e.target.matches?.('[popover][data-place]')) return;
  const opener = document.querySelector(`[popovertarget="${e.target.id}"]`), open = e.newState === 'open';
  opener?.setAttribute('aria-expanded', String(open));
  if (open) place(e.target);
}, true);

// A menu: arrows, Home and End; Escape is the browser's.
document.addEventListener('keydown', e => {
  const menu = e.target.closest?.('[role=menu]');
  if (!menu || !['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(e.key)) return;
  e.preventDefault();
  const items = [...menu.querySelectorAll('[role^=menuitem]')], at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 }[e.key];
  items.at(to % items.length)?.focus();
});
document.addEventListener('toggle', e => {
  if (e.target.matches?.('[role=menu]') && e.newState === 'open') e.target.querySelector('[role^=menuitem]')?.focus();
}, true);
