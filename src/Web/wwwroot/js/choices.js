// What a member chose on this device: what Enter does, whether single keys work, how long a text can be taken back.
const usual = { enter: 'send', undo: '5', keys: 'on' };

export const chosen = key => localStorage.getItem(key) ?? usual[key];

const tell = () => { for (const key of ['enter', 'keys']) document.documentElement.dataset[key] = chosen(key); };
tell();
addEventListener('storage', tell);

// Radio buttons whose choice stays in the browser.
class LocalChoice extends HTMLElement {
  connectedCallback() {
    queueMicrotask(() => this.show());
    this.addEventListener('change', e => { localStorage.setItem(this.dataset.key, e.target.value); tell(); });
  }
  show() { for (const input of this.querySelectorAll('input')) input.checked = input.value === chosen(this.dataset.key); }
}
customElements.define('local-choice', LocalChoice);
