// Notes when something is on the screen: in the first frame after it came, in milliseconds since the navigation began.
(() => {
  const bench = window.bench = {
    ready: 0, row: 0, bubbles: {},
    // Asked now and then, so that waiting costs the page nothing.
    noted: pick => new Promise((found, missed) => {
      const late = performance.now() + 120000;
      const ask = () => {
        const value = pick();
        if (value) found(value); else if (performance.now() > late) missed(new Error(`Nothing to see at ${location.pathname}.`)); else setTimeout(ask, 25);
      };
      ask();
    }),
    shown: number => bench.noted(() => bench.bubbles[number]),
    thread: number => bench.noted(() => bench.bubbles[number] && bench.ready && [bench.bubbles[number], bench.ready]),
    list: () => bench.noted(() => bench.row && bench.ready && [bench.row, bench.ready]),
  };
  let asked = false;
  const look = () => {
    asked = false;
    const now = performance.now();
    if (!bench.ready && document.querySelector('.app[data-ready=true]')) bench.ready = now;
    if (!bench.row && document.querySelector('.row')) bench.row = now;
    for (const bubble of document.querySelectorAll('li.m[data-seq]')) bench.bubbles[bubble.dataset.seq] ??= now;
  };
  new MutationObserver(() => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(look);
  }).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-ready'] });
})();
