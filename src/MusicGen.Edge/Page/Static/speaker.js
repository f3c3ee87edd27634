// This browser as the box's speaker: the sound as it is played, over a connection of its own.
import { byId } from './words.js';

const AGAIN = 1500;

export class Speaker {
  #live; #button = byId('hear'); #meter = byId('hear-level');
  #rate = 48000; #context = null; #sink = null; #socket = null; #isOn = false;

  constructor(live) {
    this.#live = live;
    this.#button.addEventListener('click', () => (this.#isOn ? this.#end() : this.#begin()));
    live.on('hello', message => { this.#rate = message.sampleRateHz; this.#suggest(message.health); if (this.#isOn && !this.#socket) this.#connect(); });
    live.on('health', message => this.#suggest(message.health));
  }

  #suggest(health) {
    byId('hear-words').hidden = health.isOnDevice || this.#isOn;
  }

  async #begin() {
    this.#isOn = true;
    this.#button.setAttribute('aria-pressed', 'true');
    this.#meter.hidden = false;
    this.#context ??= new AudioContext({ sampleRate: this.#rate, latencyHint: 'interactive' });
    await this.#context.resume();
    // Worklets are for secure pages only; over plain HTTP in a network the older way does.
    this.#sink ??= this.#context.audioWorklet ? await workletSink(this.#context, level => this.#show(level)) : chainSink(this.#context, this.#rate, level => this.#show(level));
    if (this.#isOn) this.#connect();
  }

  #end() {
    this.#isOn = false;
    this.#button.setAttribute('aria-pressed', 'false');
    this.#meter.hidden = true;
    this.#socket?.close();
    this.#socket = null;
    this.#sink?.(null);
    this.#context?.suspend();
  }

  #connect() {
    const address = new URL('api/sound', document.baseURI);
    address.protocol = address.protocol.replace('http', 'ws');
    const socket = this.#socket = new WebSocket(address);
    socket.binaryType = 'arraybuffer';
    socket.onmessage = event => { if (event.data instanceof ArrayBuffer) this.#sink(new Int16Array(event.data)); };
    socket.onclose = () => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      this.#show(0);
      if (this.#isOn) setTimeout(() => { if (this.#isOn && !this.#socket && this.#live.isOpen) this.#connect(); }, AGAIN);
    };
  }

  #show(level) { this.#meter.value = Math.min(1, Math.sqrt(level)); }
}

async function workletSink(context, show) {
  await context.audioWorklet.addModule('speaker-worklet.js');
  const node = new AudioWorkletNode(context, 'speaker', { numberOfInputs: 0, outputChannelCount: [2] });
  node.port.onmessage = event => show(event.data);
  node.connect(context.destination);
  return samples => node.port.postMessage(samples, samples ? [samples.buffer] : []);
}

function chainSink(context, rate, show) {
  const CUSHION = 0.18, MOST = 0.6;
  let next = 0;
  return samples => {
    if (!samples) { next = 0; return; }
    const frames = samples.length >> 1, buffer = context.createBuffer(2, frames, rate);
    const left = buffer.getChannelData(0), right = buffer.getChannelData(1);
    let peak = 0;
    for (let i = 0; i < frames; i++) {
      left[i] = samples[2 * i] / 32768;
      right[i] = samples[2 * i + 1] / 32768;
      peak = Math.max(peak, Math.abs(left[i]));
    }
    show(peak);
    if (next < context.currentTime) next = context.currentTime + CUSHION;
    if (next > context.currentTime + MOST) return;
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(context.destination);
    source.start(next);
    next += frames / rate;
  };
}
