// Plays the samples that come in, behind a cushion that takes up what the network makes uneven.
const CAPACITY = 1 << 17, LEVEL_EVERY = 0.1;

class Speaker extends AudioWorkletProcessor {
  constructor() {
    super();
    this.left = new Float32Array(CAPACITY);
    this.right = new Float32Array(CAPACITY);
    this.written = this.read = 0;
    this.cushion = Math.round(0.15 * sampleRate);
    this.most = Math.round(0.5 * sampleRate);
    this.isFilling = true;
    this.peak = this.levelAt = 0;
    this.port.onmessage = event => this.take(event.data);
  }

  take(samples) {
    if (samples === null) { this.read = this.written; this.isFilling = true; return; }
    for (let i = 0; i + 1 < samples.length; i += 2) {
      const at = this.written++ & (CAPACITY - 1);
      this.left[at] = samples[i] / 32768;
      this.right[at] = samples[i + 1] / 32768;
    }
    // The two clocks differ a little, and a sleeping page wakes with a heap: what is too old is left out.
    if (this.written - this.read > this.most) this.read = this.written - this.cushion;
  }

  process(inputs, [[left, right]]) {
    if (this.isFilling && this.written - this.read >= this.cushion) this.isFilling = false;
    if (!this.isFilling) {
      const count = Math.min(left.length, this.written - this.read);
      for (let i = 0; i < count; i++) {
        const at = this.read++ & (CAPACITY - 1);
        left[i] = this.left[at];
        right[i] = this.right[at];
        this.peak = Math.max(this.peak, Math.abs(left[i]));
      }
      if (count < left.length) this.isFilling = true;
    }
    if (currentTime >= this.levelAt) {
      this.port.postMessage(this.peak);
      this.peak = 0;
      this.levelAt = currentTime + LEVEL_EVERY;
    }
    return true;
  }
}

registerProcessor('speaker', Speaker);
