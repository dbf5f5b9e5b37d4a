// Two short notes. A browser that has not been touched yet makes no sound, and nobody is told of that.
let context;

export async function chime() {
  try {
    context ??= new AudioContext();
    if (context.state === 'suspended') await context.resume();
    const at = context.currentTime;
    for (const [pitch, begin] of [[660, 0], [880, .12]]) {
      const tone = context.createOscillator(), loudness = context.createGain();
      tone.frequency.value = pitch;
      loudness.gain.setValueAtTime(.0001, at + begin);
      loudness.gain.exponentialRampToValueAtTime(.15, at + begin + .02);
      loudness.gain.exponentialRampToValueAtTime(.0001, at + begin + .28);
      tone.connect(loudness).connect(context.destination);
      tone.start(at + begin);
      tone.stop(at + begin + .3);
    }
  } catch { /* No way to make a sound here. */ }
}

document.addEventListener('click', e => { if (e.target.closest?.('[data-try-sound]')) chime(); });
