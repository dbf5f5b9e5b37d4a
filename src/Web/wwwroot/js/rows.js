// The list: rows of one height, so a window of them over an empty space is enough.
import { fire, Late } from './events.js';

const Idle = 3000, Still = 8;

class Rows extends Late {
  static observedAttributes = ['data-total', 'data-from'];
  attributeChangedCallback() { if (this._space) this.lay(); }

  get row() { return this._window.firstElementChild?.offsetHeight || 72; }

  attach() {
    this._space = this.querySelector('.rows-space');
    this._window = this.querySelector('.rows-window');
    this._held = false;
    this._top = true;
    this.lay();
    this.addEventListener('scroll', () => { this.hold(false); this.probe(); }, { passive: true });
    this.addEventListener('pointermove', () => this.touched(), { passive: true });
    this.addEventListener('pointerleave', () => { clearTimeout(this._idle); this.hold(false); });
    this.addEventListener('pointerdown', e => { this._pressed = e; this.touched(); }, { passive: true });
    this.addEventListener('click', e => this.clicked(e));
    this.addEventListener('focusin', () => this.hold());
    this.addEventListener('focusout', () => setTimeout(() => { if (this.isConnected) this.hold(); }));
    this._changes = new MutationObserver(() => { this._asked = 0; requestAnimationFrame(() => { if (this.isConnected) this.probe(); }); });
    this._changes.observe(this._window, { childList: true });
    this._sizes = new ResizeObserver(() => this.probe());
    this._sizes.observe(this);
  }

  disconnectedCallback() {
    this._changes?.disconnect();
    this._sizes?.disconnect();
    clearTimeout(this._idle);
  }

  lay() {
    const row = this.row;
    this._space.style.height = `${+this.dataset.total * row}px`;
    this._window.style.transform = `translateY(${+this.dataset.from * row}px)`;
  }

  probe() {
    const row = this.row, first = Math.floor(this.scrollTop / row), seen = Math.ceil(this.clientHeight / row);
    const from = +this.dataset.from, have = this._window.childElementCount;
    const up = first < from + 4 && from > 0, down = first + seen > from + have - 4 && from + have < +this.dataset.total;
    if ((!up && !down) || (this._asked && performance.now() - this._asked < 90)) return;
    this._asked = performance.now();
    const ahead = this.scrollTop > (this._last ?? 0);
    this._last = this.scrollTop;
    fire(this, 'rowsrange', { from: Math.max(0, first - (ahead ? 8 : 28)), count: seen + 36 });
  }

  touched() {
    clearTimeout(this._idle);
    this._pointer = true;
    this.hold();
    this._idle = setTimeout(() => this.hold(false), Idle);
  }

  // A new order that was under way already may have pulled the row from under a press: the row that was pressed opens.
  clicked(e) {
    const { target, clientX, clientY } = this._pressed ?? {}, row = target?.closest('a.row');
    this._pressed = null;
    const plain = e.button === 0 && !e.ctrlKey && !e.metaKey && !e.shiftKey;
    if (plain && row?.isConnected && !e.target.closest('a.row') && Math.hypot(e.clientX - clientX, e.clientY - clientY) < Still) row.click();
  }

  // A hand on the list, a list that is scrolled, a row with the focus: the order waits.
  hold(pointer = this._pointer) {
    this._pointer = pointer;
    const top = this.scrollTop < 4, focus = this.contains(document.activeElement) && document.activeElement.matches(':focus-visible');
    const held = pointer || !top || focus;
    if (held === this._held && top === this._top) return;
    [this._held, this._top] = [held, top];
    fire(this, 'rowshold', { held, top });
  }
}

customElements.define('virtual-rows', Rows);
document.addEventListener('click', e => { if (e.target.closest?.('[data-rows-top]')) document.querySelector('virtual-rows').scrollTop = 0; });
