// The thread never moves by itself: the view is put right in a microtask, after the change and before the paint.
import { fire, Late } from './events.js';

const Ahead = 2500, End = 24, Retry = 3000;

class Thread extends Late {
  attach() {
    this._list = this.querySelector('[data-thread]');
    this._stuck = true;
    // Until here column-reverse showed the end without script; from now on the direction is plain.
    this.dataset.on = '';
    this.scrollTop = this.scrollHeight;
    this.startAtNew();
    this.point();
    this._changes = new MutationObserver(changes => this.changed(changes));
    this._changes.observe(this._list, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ['hidden'] });
    this._sizes = new ResizeObserver(() => this.settle());
    this._sizes.observe(this._list);
    this._sizes.observe(this);
    this.addEventListener('scroll', () => this.scrolled(), { passive: true });
    this.addEventListener('keydown', e => {
      if (e.target !== this) return;
      if (e.key === 'End') { e.preventDefault(); this.jump(); } else if (e.key === 'Home') { e.preventDefault(); this.home(); }
    });
    this._seen = () => this.look();
    for (const name of ['visibilitychange', 'focus', 'blur']) (name === 'visibilitychange' ? document : window).addEventListener(name, this._seen);
    this.look();
    requestAnimationFrame(() => { if (this.isConnected) this.probe(); });
  }

  disconnectedCallback() {
    this._changes?.disconnect();
    this._sizes?.disconnect();
    clearTimeout(this._looking);
    for (const name of ['visibilitychange', 'focus', 'blur']) (name === 'visibilitychange' ? document : window).removeEventListener(name, this._seen);
  }

  static observedAttributes = ['data-inbound', 'data-read', 'data-mark'];
  attributeChangedCallback(name) {
    if (!this._list) return;
    // The entry may come with the same change, after its number.
    if (name === 'data-mark') queueMicrotask(() => this.point()); else this.look();
  }

  // The entry that a link leads to, in the middle and marked for a moment.
  point() {
    const mark = this.dataset.mark;
    if (!mark || mark === this._pointed) return;
    const row = this._list.querySelector(`[data-seq="${mark.split(' ')[0]}"]`);
    if (!row) return;
    this._pointed = mark;
    this._wanted = false;
    const place = row.getBoundingClientRect();
    this.scrollTop += place.top - this.top - Math.max(56, (this.clientHeight - place.height) / 2);
    this.anchor();
    this.stick(this.atEnd);
    row.dataset.hit = '';
    setTimeout(() => delete row.dataset.hit, 2000);
  }

  edge(name) { return this._list.querySelector(`[data-edge=${name}]`); }
  get top() { return this.getBoundingClientRect().top; }
  get atEnd() { return this.scrollHeight - this.clientHeight - this.scrollTop < End && this.edge('bottom').hidden; }

  // The first row below the top edge, found by bisection; it is what must not move.
  anchor() {
    const rows = this._rows ??= this._list.querySelectorAll('[data-seq]'), top = this.top;
    if (!rows.length) return;
    let low = 0, high = rows.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle].getBoundingClientRect().bottom > top) high = middle; else low = middle + 1;
    }
    this._anchor = rows[low];
    this._anchorTop = rows[low].getBoundingClientRect().top - top;
  }

  // What is new and does not fit is read from its beginning, when that is on the page.
  startAtNew() {
    const fresh = this._list.querySelector('.new-line');
    if (!fresh || fresh === this._list.querySelector('li')) return;
    const line = fresh.getBoundingClientRect();
    if (line.top >= this.top) return;
    this.scrollTop += line.top - this.top - 56;
    this.anchor();
    this.stick(false);
  }

  settle() {
    if (this._stuck) { this.scrollTop = this.scrollHeight; return; }
    if (!this._anchor?.isConnected) return;
    const moved = this._anchor.getBoundingClientRect().top - this.top - this._anchorTop;
    if (Math.abs(moved) > .2) this.scrollTop += moved;
  }

  changed(changes) {
    this._rows = null;
    this.point();
    if (this._wanted && this.edge('bottom').hidden) { this._wanted = false; this.stick(true); }
    this.settle();
    if (changes.some(c => c.type === 'attributes' || c.target === this._list || c.target.nodeName === 'OL')) {
      this._waiting = 0;
      cancelAnimationFrame(this._frame);
      this._frame = requestAnimationFrame(() => { if (this.isConnected) this.scrolled(); });
    }
  }

  scrolled() {
    const end = this.atEnd;
    if (end !== this._stuck) this.stick(end);
    if (!this._stuck) this.anchor();
    this.probe();
  }

  stick(stuck) {
    this._stuck = stuck;
    fire(this, 'threadstick', { stuck });
    this.look();
  }

  // One request at a time, and again when nothing came for a while.
  probe() {
    if (this._waiting && performance.now() - this._waiting < Retry) return;
    const view = this.getBoundingClientRect(), up = this.edge('top'), down = this.edge('bottom');
    if (!up.hidden && up.getBoundingClientRect().bottom > view.top - Ahead) this.ask('threadolder');
    else if (!down.hidden && down.getBoundingClientRect().top < view.bottom + Ahead) this.ask('threadnewer');
  }

  ask(name) {
    this._waiting = performance.now();
    fire(this, name);
    setTimeout(() => { if (this.isConnected) this.probe(); }, Retry + 50);
  }

  jump() {
    this._wanted = !this.edge('bottom').hidden;
    if (!this._wanted) { this._stuck = true; this.settle(); this.stick(true); }
  }

  home() { this.querySelector('[data-seq]')?.scrollIntoView({ block: 'start' }); }

  // Read is what was at the end of the thread, in a visible tab with the focus, for a second.
  look() {
    clearTimeout(this._looking);
    const inbound = +this.dataset.inbound;
    if (!this._stuck || inbound <= +this.dataset.read || document.hidden || !document.hasFocus()) return;
    this._looking = setTimeout(() => fire(this, 'threadseen', { inbound }), 1000);
  }
}

customElements.define('chat-scroll', Thread);
document.addEventListener('click', e => { if (e.target.closest?.('[data-jump]')) document.querySelector('chat-scroll')?.jump(); });
