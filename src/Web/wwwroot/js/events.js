// The way from the page to the server: DOM events that bubble, with the names of Live/EventHandlers.cs.
const names = {
  threadolder: () => ({}), threadnewer: () => ({}), toastgone: () => ({}), dialoggone: () => ({}), mentions: () => ({}), uploaded: () => ({}),
  threadstick: d => ({ stuck: d.stuck }), threadseen: d => ({ inbound: d.inbound }),
  composersend: d => d, composerdraft: d => d, rowsrange: d => d, rowshold: d => d, typed: d => d, fieldsave: d => d, templateused: d => d, passkeymade: d => d,
  presence: d => d, awayback: d => d, softphone: d => d,
};
for (const [name, pick] of Object.entries(names)) {
  Blazor.registerCustomEventType(name, { createEventArgs: e => pick(e.detail ?? {}) });
}

export const fire = (element, name, detail) => element.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));

// Blazor puts an element into the document before its children: one microtask later they are there.
export class Late extends HTMLElement {
  connectedCallback() { queueMicrotask(() => { if (this.isConnected) this.attach(); }); }
  attach() {}
}

export const isReady = () => document.querySelector('.app')?.dataset.ready === 'true';
export const isNarrow = () => matchMedia('(max-width: 767px)').matches;
