// Plays a list of notes in the browser with a few partials each: enough to know a tune again.
const AHEAD = 0.6;

export class ToyPiano {
  #context = null; #wave = null; #out = null; #run = 0;

  // Browsers let sound begin only while a click is at work.
  wake() {
    this.#context ??= new AudioContext();
    this.#context.resume();
    this.#wave ??= this.#context.createPeriodicWave(new Float32Array(8), new Float32Array([0, 1, 0.45, 0.22, 0.14, 0.06, 0.05, 0.02]));
  }

  stop() {
    this.#run++;
    this.#out?.gain.setTargetAtTime(0, this.#context.currentTime, 0.03);
    this.#out = null;
  }

  // notes: [onset, length, pitch, velocity], seconds. Ends when the last has ended or stop() was called.
  async play(notes) {
    const run = ++this.#run, context = this.#context;
    this.#out = context.createGain();
    this.#out.gain.value = 0.5;
    const soft = context.createDynamicsCompressor();
    this.#out.connect(soft).connect(context.destination);
    const sorted = [...notes].sort((a, b) => a[0] - b[0]);
    const start = context.currentTime + 0.1 - (sorted[0]?.[0] ?? 0);
    let end = 0;
    for (const note of sorted) {
      while (start + note[0] - context.currentTime > AHEAD) {
        await new Promise(resolve => setTimeout(resolve, 100));
        if (run !== this.#run) return;
      }
      this.#strike(note, start);
      end = Math.max(end, start + note[0] + note[1]);
    }
    while (context.currentTime < end + 0.5 && run === this.#run) await new Promise(resolve => setTimeout(resolve, 100));
  }

  #strike([onset, length, pitch, velocity], start) {
    const at = Math.max(start + onset, this.#context.currentTime), end = at + Math.max(0.08, length);
    const tone = this.#context.createOscillator(), gain = this.#context.createGain();
    tone.setPeriodicWave(this.#wave);
    tone.frequency.value = 440 * 2 ** ((pitch - 69) / 12);
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(0.28 * (velocity / 127) ** 1.5, at + 0.006);
    gain.gain.setTargetAtTime(0, at + 0.006, 0.35 + 1.2 * (108 - pitch) / 88);
    gain.gain.setTargetAtTime(0, end, 0.07);
    tone.connect(gain).connect(this.#out);
    tone.start(at);
    tone.stop(end + 0.5);
  }
}
