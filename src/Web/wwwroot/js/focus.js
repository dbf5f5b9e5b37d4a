// A row of the list that goes away while it has the focus hands it to the one that takes its place.
let last = null;

document.addEventListener('focusin', e => {
  const row = e.target.closest?.('.rows a.row');
  last = row && { row, at: rows().indexOf(row), from: row.closest('virtual-rows')?.dataset.from };
});

const rows = () => [...document.querySelectorAll('.rows a.row')];

new MutationObserver(() => {
  if (!last || last.row.isConnected || document.activeElement !== document.body) return;
  const { at, from } = last, all = rows(), next = all[Math.min(at, all.length - 1)];
  last = null;
  // Scrolled out of sight is not gone.
  if (next?.closest('virtual-rows')?.dataset.from === from) next.focus({ preventScroll: true });
}).observe(document.body, { childList: true, subtree: true });

// What is half out of a row that scrolls sideways comes in whole: Chromium leaves it where it is.
document.addEventListener('focusin', e => {
  if (e.target.closest?.('.chips, .settings-nav') && e.target.matches(':focus-visible')) e.target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
});
