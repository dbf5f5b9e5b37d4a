// The carrier's phone behind a few words. What becomes of it is told as { state, problem, from, muted, weak }, which softphone.js shows.
const Door = 'api/v1/twilio/voice/token', Soon = 15000, Unnamed = 3000;
const Refused = [20101, 20104, 20151, 31201, 31202, 31203, 31204, 31205, 31206, 31207], Expired = [20104, 31205], Denied = 31401, NoMicrophone = 31402;
const Idle = ['starting', 'ready', 'failed'], Quiet = { problem: '', from: '', muted: false, weak: false };
const nothing = () => { /* what is asked of a phone that goes away */ };

// What keeps the phone from working, by the name the page has words for.
class Trouble extends Error { constructor(problem) { super(problem); this.problem = problem; } }

export class Line {
  // awaited(): the carrier's name of the call that the member placed and that is about to ring here; '': not named yet; undefined: none.
  constructor(tell, awaited) {
    this._tell = tell;
    this._awaited = awaited;
    this.told = { ...Quiet, state: 'off' };
  }

  async start() {
    this.drop();
    const turn = this._turn = {};
    this.set({ ...Quiet, state: 'starting' });
    try {
      await listen();
      const [{ Device }, pass] = await Promise.all([load(), ask()]);
      if (turn !== this._turn) return;
      await this.connect(Device, pass);
    } catch (e) { if (turn === this._turn) this.fail(e.problem ?? problemOf(e)); }
  }

  stop() {
    this.drop();
    this.set({ ...Quiet, state: 'off' });
  }

  drop() {
    this._turn = null;
    clearTimeout(this._again);
    const device = this._device;
    this._device = this._call = null;
    device?.removeAllListeners();
    device?.on('error', nothing);
    device?.destroy();
  }

  async connect(Device, pass) {
    if (!Device.isSupported) throw new Trouble('unsupported');
    const device = this._device = new Device(pass.token, { appName: 'OrleansSms', closeProtection: true, tokenRefreshMs: 60000 });
    device.on('registered', () => { if (!this._call) this.set({ state: 'ready', problem: '' }); });
    device.on('unregistered', () => this.lose());
    device.on('error', e => this.err(e));
    device.on('tokenWillExpire', () => this.refresh());
    device.on('incoming', call => this.ring(call));
    // It rings as the member chose to be told of it.
    for (const sound of ['incoming', 'outgoing', 'disconnect']) device.audio?.[sound](false);
    await device.register();
  }

  // The connection is brought back by the carrier's script; calls go on meanwhile where they can.
  lose() { if (!this._call) this.fail('lost'); }

  err(e) {
    if (Expired.includes(e.code) && performance.now() - (this._refreshed ?? -Infinity) > Soon) this.refresh();
    else if (!this._call) this.fail(problemOf(e));
  }

  // What mends by itself is tried again; what a person has to do waits for the person.
  fail(problem) {
    clearTimeout(this._again);
    if (problem === 'lost') this._again = setTimeout(() => { if (this.told.state === 'failed') this.start(); }, Soon);
    else this.drop();
    this.set({ ...Quiet, state: 'failed', problem });
  }

  async refresh() {
    const device = this._device;
    this._refreshed = performance.now();
    try {
      const pass = await ask();
      if (device !== this._device) return;
      device.updateToken(pass.token);
      if (device.state === 'unregistered') await device.register();
    } catch (e) { if (device === this._device && !this._call) this.fail(e.problem ?? problemOf(e)); }
  }

  ring(call) {
    if (this._call) { call.reject(); return; }
    this._call = call;
    call.on('accept', () => this.set({ state: 'talking', muted: false, weak: false }));
    call.on('mute', muted => this.set({ muted }));
    call.on('reconnecting', () => this.set({ weak: true }));
    call.on('reconnected', () => this.set({ weak: false }));
    for (const end of ['disconnect', 'cancel', 'reject']) call.on(end, () => this.over(call));
    call.on('error', e => {
      this.over(call);
      if (e.code === Denied || e.code === NoMicrophone) this.fail(problemOf(e));
    });
    this.decide(true);
  }

  // The member's own call is taken at once: who pressed Call waits for it here. Others ring.
  decide(isNew) {
    const call = this._call;
    if (!call || !['ringing', ...Idle].includes(this.told.state)) return;
    const awaited = this._awaited();
    if (awaited === call.parameters.CallSid) this.take();
    else if (awaited !== '') this.announce(call);
    // The carrier was faster here than with its answer.
    else if (isNew) setTimeout(() => { if (this._call === call) this.announce(call); }, Unnamed);
  }

  announce(call) { if (Idle.includes(this.told.state)) this.set({ state: 'ringing', problem: '', from: call.parameters.From ?? '' }); }

  async take() {
    const call = this._call;
    if (!call || this.told.state === 'connecting' || this.told.state === 'talking') return;
    this.set({ state: 'connecting', problem: '' });
    await this.choose();
    if (call === this._call) call.accept();
  }

  decline() { if (this.told.state === 'ringing') this._call?.reject(); }

  hangUp() { this._call?.disconnect(); }

  mute() { if (this.told.state === 'talking') this._call.mute(!this.told.muted); }

  press(digit) { if (this.told.state === 'talking') this._call.sendDigits(digit); }

  // Microphone and loudspeaker as this browser remembers them; one that is unplugged leaves the usual one.
  async choose() {
    const audio = this._device?.audio, { microphone, speaker } = devices();
    if (!audio) return;
    await (microphone ? audio.setInputDevice(microphone) : audio.unsetInputDevice()).catch(nothing);
    if (audio.isOutputSelectionSupported) await audio.speakerDevices.set(speaker || 'default').catch(nothing);
  }

  over(call) {
    if (call !== this._call) return;
    this._call = null;
    // Nothing listens between calls.
    this._device?.audio?.unsetInputDevice().catch(nothing);
    this.set({ ...Quiet, state: 'ready' });
    if (this._device?.state === 'unregistered') this.lose();
  }

  set(change) {
    const before = JSON.stringify(this.told);
    this.told = { ...this.told, ...change };
    if (JSON.stringify(this.told) !== before) this._tell(this.told);
  }
}

export const devices = () => { try { return JSON.parse(localStorage['softphone-devices'] ?? '{}'); } catch { return {}; } };

function problemOf(e) {
  return e?.code === Denied ? 'microphone' : e?.code === NoMicrophone ? 'nomicrophone' : Refused.includes(e?.code) ? 'refused' : 'lost';
}

// Asked while somebody looks, and not first when it rings. The light of the microphone goes out again at once.
async function listen() {
  if (!navigator.mediaDevices?.getUserMedia || !globalThis.RTCPeerConnection) throw new Trouble('unsupported');
  const known = await navigator.permissions?.query({ name: 'microphone' }).catch(() => null);
  if (known?.state === 'granted') return;
  try { (await navigator.mediaDevices.getUserMedia({ audio: true })).getTracks().forEach(track => track.stop()); }
  catch (e) { throw new Trouble(e.name === 'NotFoundError' ? 'nomicrophone' : 'microphone'); }
}

const load = () => import('./voice-sdk.js').catch(() => { throw new Trouble('script'); });

async function ask() {
  const answer = await fetch(new URL(Door, document.baseURI), { method: 'POST', cache: 'no-store' }).catch(() => null);
  if (answer?.ok) return answer.json();
  throw new Trouble(!answer || answer.status >= 500 || answer.status === 429 ? 'lost' : 'refused');
}
