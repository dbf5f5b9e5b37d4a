// Menus on the popover of the browser: placed at their button, walked with the arrow keys, closed when something was chosen.
const items = menu => [...menu.querySelectorAll('[role^=menuitem]:not([disabled])')];

document.addEventListener('toggle', e => {
  const menu = e.target;
  if (!menu.matches?.('[data-menu]') || e.newState !== 'open') return;
  const button = document.querySelector(`[popovertarget="${menu.id}"]`)?.getBoundingClientRect();
  if (button) {
    const below = innerHeight - button.bottom - 8 >= menu.offsetHeight || button.top < menu.offsetHeight;
    menu.style.top = `${Math.max(8, below ? button.bottom + 4 : button.top - menu.offsetHeight - 4)}px`;
    menu.style.left = `${Math.max(8, Math.min(button.left, innerWidth - menu.offsetWidth - 8))}px`;
  }
  (menu.querySelector('[autofocus]') ?? items(menu)[0])?.focus();
}, true);

document.addEventListener('keydown', e => {
  const menu = e.target.closest?.('[data-menu]'), all = menu && items(menu), at = all?.indexOf(e.target);
  if (!menu || (at < 0 && e.key !== 'ArrowDown')) return;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[e.key];
  if (to !== undefined) {
    e.preventDefault();
    all[(to + all.length) % all.length]?.focus();
  } else if (e.key.length === 1 && !e.ctrlKey && !e.metaKey && !e.altKey && e.key !== ' ') {
    e.preventDefault();
    const key = e.key.toLowerCase(), order = [...all.slice(at + 1), ...all.slice(0, at + 1)];
    order.find(item => item.textContent.trim().toLowerCase().startsWith(key))?.focus();
  }
});

document.addEventListener('click', e => {
  const item = e.target.closest?.('[data-menu] [role^=menuitem]');
  if (item && !item.hasAttribute('data-stays')) item.closest('[data-menu]').hidePopover();
});
