// Sound in the thread: play, seek, speed. One plays at a time.
import { Late } from './events.js';

const Speeds = [1, 1.25, 1.5, 2];
const two = n => String(n).padStart(2, '0');
const clock = s => { const m = Math.floor(s / 60), h = Math.floor(m / 60); return (h ? h + ':' + two(m % 60) : m) + ':' + two(Math.floor(s % 60)); };
let loud = null;                          // the sound that plays

class SoundPlayer extends Late {
  attach() {
    const audio = this._audio = this.querySelector('audio');
    this._play = this.querySelector('[data-play]');
    this._seek = this.querySelector('[data-seek]');
    this._speed = 1;
    this._play.addEventListener('click', () => this.toggle());
    this._seek.addEventListener('input', () => { this._wanted = +this._seek.value; this.seek(); this.show(); });
    this.querySelector('[data-speed]').addEventListener('click', () => {
      this._speed = Speeds[(Speeds.indexOf(this._speed) + 1) % Speeds.length];
      audio.playbackRate = this._speed;
      this.show();
    });
    for (const name of ['play', 'playing', 'pause', 'ended', 'timeupdate', 'loadedmetadata', 'durationchange']) audio.addEventListener(name, () => this.hear(name));
    audio.addEventListener('error', () => { if (audio.error) this.broken(true); });
    this.show();
  }

  disconnectedCallback() { this._audio?.pause(); }

  // What the file says goes before what was told of it; a stream says nothing.
  get length() { const d = this._audio.duration; return Number.isFinite(d) && d > 0 ? d : +this.dataset.seconds; }
  get at() { return this._wanted ?? this._audio.currentTime; }

  broken(is) { this.querySelector('[data-broken]').hidden = !is; }

  async toggle() {
    const audio = this._audio;
    if (!audio.paused) { audio.pause(); return; }
    this.broken(false);
    if (audio.error) audio.load();
    audio.playbackRate = this._speed;
    try { await audio.play(); } catch (fault) { if (fault.name !== 'AbortError') this.broken(true); }
  }

  seek() {
    if (this._wanted === undefined || this._audio.readyState === 0) return;
    this._audio.currentTime = this._wanted;
    this._wanted = undefined;
  }

  hear(name) {
    if (name === 'play') { if (loud && loud !== this._audio) loud.pause(); loud = this._audio; }
    if (name === 'loadedmetadata') { this.seek(); this._audio.playbackRate = this._speed; }
    if (name === 'ended') this._audio.currentTime = 0;
    this.show();
  }

  show() {
    const playing = !this._audio.paused && !this._audio.ended, { sayPlay, sayPause } = this._play.dataset, said = `${clock(this.at)} / ${clock(this.length)}`;
    this.toggleAttribute('data-playing', playing);
    this._play.setAttribute('aria-label', playing ? sayPause : sayPlay);
    this._seek.max = String(Math.max(1, Math.ceil(this.length)));
    if (document.activeElement !== this._seek || playing) this._seek.value = String(this.at);
    this._seek.setAttribute('aria-valuetext', said);
    this.querySelector('[data-time]').textContent = said;
    const speed = this.querySelector('[data-speed]');
    speed.textContent = this._speed + '×';
    speed.setAttribute('aria-label', `${speed.dataset.saySpeed} ${speed.textContent}`);
  }
}
customElements.define('sound-player', SoundPlayer);
