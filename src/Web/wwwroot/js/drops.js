// A file that is let go over a page that takes none would take the page's place.
for (const name of ['dragover', 'drop']) document.addEventListener(name, e => {
  if (e.defaultPrevented || !e.dataTransfer?.types.includes('Files') || e.target.closest?.('input[type=file]')) return;
  e.preventDefault();
  e.dataTransfer.dropEffect = 'none';
});
