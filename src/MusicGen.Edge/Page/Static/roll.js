// The piano roll: what was played, what sounds, and what is decided to come. Form says which is which, not colour alone.
import { byId, noteName } from './words.js';

const PAST = 8, FUTURE = 1.6, KEPT = 30, LOWEST = 28, HIGHEST = 100;

export class Roll {
  #canvas = byId('roll'); #draw; #colours = {}; #hatch = null;
  #least = 3; #rate = 48000; #offset = null; #notes = []; #sounding = new Map(); #decided = [];
  #still = matchMedia('(prefers-reduced-motion: reduce)');

  constructor(live) {
    this.#draw = this.#canvas.getContext('2d', { alpha: false });
    live.on('hello', message => this.#begin(message));
    live.on('notes', message => this.#take(message));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#readColours());
    new ResizeObserver(() => this.#resize()).observe(this.#canvas);
    this.#readColours();
    requestAnimationFrame(() => this.#turn());
    setInterval(() => this.#say(), 5000);
  }

  #readColours() {
    const style = getComputedStyle(document.documentElement);
    for (const name of ['roll', 'roll-line', 'roll-box', 'roll-hand', 'roll-ink']) this.#colours[name] = style.getPropertyValue(`--${name}`).trim();
    const tile = document.createElement('canvas');
    tile.width = tile.height = 6;
    const draw = tile.getContext('2d');
    draw.fillStyle = this.#colours['roll-hand'];
    draw.fillRect(0, 0, 6, 6);
    draw.strokeStyle = this.#colours.roll;
    draw.lineWidth = 1.6;
    for (const at of [-6, 0, 6]) { draw.moveTo(at, 6); draw.lineTo(at + 6, 0); }
    draw.stroke();
    this.#hatch = this.#draw.createPattern(tile, 'repeat');
  }

  #resize() {
    const scale = Math.min(devicePixelRatio || 1, 2);
    this.#least = 3 * scale;
    this.#canvas.width = Math.max(1, Math.round(this.#canvas.clientWidth * scale));
    this.#canvas.height = Math.max(1, Math.round(this.#canvas.clientHeight * scale));
    this.#paintNow();   // a new size empties the canvas
  }

  #begin(message) {
    this.#rate = message.sampleRateHz;
    this.#offset = null;
    this.#notes = [];
    this.#sounding.clear();
    this.#decided = message.decided;
    for (const event of message.sounding) this.#play(event);
    this.#tick(message.frame);
  }

  #take(message) {
    this.#tick(message.frame);
    for (const event of message.played) this.#play(event);
    if (message.decided) this.#decided = message.decided;
    const oldest = message.frame - KEPT * this.#rate;
    if (this.#notes.length > 0 && this.#notes[0].off < oldest) this.#notes = this.#notes.filter(note => note.off >= oldest);
  }

  #play([frame, pitch, velocity, who, channel]) {
    const key = channel * 128 + pitch;
    const before = this.#sounding.get(key);
    if (before) { before.off = frame; this.#sounding.delete(key); }
    if (velocity === 0) return;
    const note = { on: frame, off: Infinity, pitch, velocity, byHand: who === 1 };
    this.#notes.push(note);
    this.#sounding.set(key, note);
  }

  // Messages come late by turns; the box's clock is what the quickest of them say.
  #tick(frame) {
    const said = frame / this.#rate - performance.now() / 1000;
    if (this.#offset === null || Math.abs(said - this.#offset) > 0.5) this.#offset = said;
    else this.#offset = Math.max(said, this.#offset - 0.001);
  }

  #turn() {
    requestAnimationFrame(() => this.#turn());
    this.#paintNow();
  }

  #paintNow() {
    if (this.#offset !== null && !document.hidden) this.#paint((this.#offset + performance.now() / 1000) * this.#rate);
  }

  #paint(now) {
    const { width, height } = this.#canvas, draw = this.#draw, rate = this.#rate;
    // Without motion the music stands still and the line moves over it, page by page.
    const start = this.#still.matches ? Math.floor(now / rate / PAST) * PAST * rate : now - PAST * rate;
    const x = frame => (frame - start) / rate / (PAST + FUTURE) * width;
    const row = height / (HIGHEST - LOWEST + 1);
    const y = pitch => (HIGHEST - Math.min(HIGHEST, Math.max(LOWEST, pitch))) * row;
    draw.fillStyle = this.#colours.roll;
    draw.fillRect(0, 0, width, height);
    this.#paintOctaves(draw, width, y, row);
    for (const note of this.#notes) {
      const isNow = note.off === Infinity, end = isNow ? now : note.off;
      if (end < start) continue;
      this.#paintPlayed(draw, note, x(note.on), Math.max(x(end), x(note.on) + 3), y(note.pitch), row, isNow);
    }
    draw.lineWidth = Math.max(1.5, height / 220);
    draw.strokeStyle = this.#colours['roll-box'];
    draw.setLineDash([6, 4]);
    for (const [on, end, pitch] of this.#decided)
      if (end > now) draw.strokeRect(x(Math.max(on, now)), y(pitch) - row * 0.1, Math.max(3, x(end) - x(Math.max(on, now))), row * 1.2);
    draw.setLineDash([]);
    draw.fillStyle = this.#colours['roll-ink'];
    draw.fillRect(x(now) - 1, 0, 2, height);
  }

  #paintOctaves(draw, width, y, row) {
    draw.fillStyle = this.#colours['roll-line'];
    draw.font = `${Math.max(10, Math.round(row * 2))}px system-ui, sans-serif`;
    for (let pitch = 36; pitch <= HIGHEST; pitch += 12) {
      draw.fillStyle = this.#colours['roll-line'];
      draw.fillRect(0, y(pitch) + row, width, 1);
      draw.fillStyle = '#a99c88';
      draw.fillText(noteName(pitch), 4, y(pitch) + row - 2);
    }
  }

  #paintPlayed(draw, note, left, right, top, row, isNow) {
    const thick = Math.max(this.#least, row * (0.6 + 0.8 * note.velocity / 127));
    draw.globalAlpha = isNow ? 1 : 0.45 + 0.45 * note.velocity / 127;
    draw.fillStyle = note.byHand ? this.#hatch : this.#colours['roll-box'];
    draw.fillRect(left, top + (row - thick) / 2, right - left, thick);
    draw.globalAlpha = 1;
    if (!isNow) return;
    draw.lineWidth = 2;
    draw.strokeStyle = this.#colours['roll-ink'];
    draw.strokeRect(left, top + (row - thick) / 2 - 2, right - left, thick + 4);
  }

  // For those who do not see it; read when asked for, never by itself.
  #say() {
    if (this.#offset === null) return;
    const now = (this.#offset + performance.now() / 1000) * this.#rate;
    const last = this.#notes.filter(note => note.on > now - 5 * this.#rate);
    const pitches = last.map(note => note.pitch);
    byId('roll-words').textContent = last.length === 0 ? 'Nothing was played in the last five seconds.'
      : `${last.length} notes in the last five seconds, from ${noteName(Math.min(...pitches))} to ${noteName(Math.max(...pitches))}.`;
  }
}
