// What a hand does on the pages, for the benchmark: each waits for what it brought.
(() => {
  const More = 8; // rows that are shown empty while there are more to read
  const frame = () => new Promise(requestAnimationFrame);
  const until = async done => {
    for (const late = performance.now() + 60000; !done(); await frame()) if (performance.now() > late) throw new Error(`Nothing came at ${location.pathname}.`);
  };
  const rows = () => [...document.querySelectorAll('chat-scroll [data-seq]')];
  const oldest = () => +rows()[0].dataset.seq;
  const list = () => document.querySelector('virtual-rows');
  const places = () => [...list().querySelectorAll('[aria-posinset]')].map(row => +row.getAttribute('aria-posinset'));

  window.hand = {
    // To the end of the thread, and it is read.
    async read() {
      await until(() => document.querySelector('chat-scroll')?._list);
      const scroll = document.querySelector('chat-scroll');
      scroll.scrollTop = scroll.scrollHeight;
      dispatchEvent(new Event('focus'));
      await until(() => +scroll.dataset.read >= +scroll.dataset.inbound);
    },
    // Up to the oldest that is there, until so many more came.
    async older(count) {
      const wanted = Math.max(1, oldest() - count);
      const scroll = document.querySelector('chat-scroll');
      while (oldest() > wanted) {
        const before = oldest();
        scroll.scrollTop += rows()[0].getBoundingClientRect().top - scroll.getBoundingClientRect().top - 100;
        await until(() => oldest() < before);
      }
    },
    // To the end of the list as far as it was read; how long the next rows took, or nothing: that was all.
    async further() {
      if (list().querySelector('[aria-setsize]').getAttribute('aria-setsize') !== '-1') return null;
      const began = performance.now();
      const read = +list().dataset.total - More;
      list().scrollTop = list().scrollHeight;
      await until(() => Math.max(...places()) > read);
      await frame();
      return performance.now() - began;
    },
  };
})();
