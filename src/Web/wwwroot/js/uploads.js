// A recorded greeting goes by HTTP, since a circuit is too narrow for it, and tells how far it is.
import { fire, Late } from './events.js';
import { say } from './texts.js';

class SoundUpload extends Late {
  attach() {
    if (this._begun) return;
    this._begun = true;
    this.addEventListener('change', e => { if (e.target.matches('[data-file]')) this.send(e.target); });
  }

  disconnectedCallback() { queueMicrotask(() => { if (!this.isConnected) this._request?.abort(); }); }

  say(text) { this.querySelector('[data-word]').textContent = text; }

  show(percent) {
    const bar = this.querySelector('[data-progress]');
    bar.hidden = percent === null;
    if (percent === null || Number.isNaN(percent)) bar.removeAttribute('value'); else bar.value = percent;
    this.toggleAttribute('data-busy', percent !== null);
    this.querySelector('[data-file]').disabled = percent !== null;
  }

  send(input) {
    const file = input.files[0];
    input.value = '';
    if (!file || this._request) return;
    this.say('');
    if (file.size > +this.dataset.most) { this.say(say('SoundTooLarge', { file: file.name })); return; }

    const form = new FormData(), request = this._request = new XMLHttpRequest();
    for (const token of this.querySelectorAll('input[type=hidden]')) form.append(token.name, token.value);
    form.append('file', file);
    request.upload.addEventListener('progress', e => this.show(e.lengthComputable ? e.loaded / e.total * 100 : NaN));
    request.addEventListener('load', () => this.hear(request));
    request.addEventListener('error', () => this.say(say('ConnectionLost')));
    request.addEventListener('loadend', () => { this._request = null; this.show(null); });
    request.responseType = 'json';
    request.open('POST', this.dataset.action);
    this.show(0);
    request.send(form);
  }

  // Whoever was signed out meanwhile is sent a page, which is no answer.
  hear(request) {
    if (request.status === 200 && request.response?.id) fire(this, 'uploaded');
    else this.say(request.response?.message ?? say('UploadFailed'));
  }
}
customElements.define('sound-upload', SoundUpload);
