// The keyboard on the screen: mouse, several fingers, the letters of a computer keyboard, and space on the note in focus.
import { byId, make, isBlack, noteName, spokenNote } from './words.js';

const LETTERS = ['KeyA', 'KeyW', 'KeyS', 'KeyE', 'KeyD', 'KeyF', 'KeyT', 'KeyG', 'KeyY', 'KeyH', 'KeyU', 'KeyJ', 'KeyK', 'KeyO', 'KeyL', 'KeyP', 'Semicolon', 'Quote'];
const TYPED_VELOCITY = 84;

export class Keys {
  #live; #frame = byId('keys'); #buttons = new Map(); #lowest = 60; #count = 0; #focus = 60;
  #held = new Map();      // what holds it (a finger, a letter, space) -> pitch
  #sounding = new Map();  // pitch -> { hand, box } counts

  constructor(live) {
    this.#live = live;
    this.#bindPointers();
    this.#bindLetters();
    byId('lower').addEventListener('click', () => this.#shift(-12));
    byId('higher').addEventListener('click', () => this.#shift(12));
    live.on('hello', message => { this.#sounding.clear(); message.sounding.forEach(event => this.#take(event)); this.#paint(); });
    live.on('notes', message => { if (message.played.length === 0) return; message.played.forEach(event => this.#take(event)); this.#paint(); });
    live.on('lost', () => { this.#held.clear(); this.#sounding.clear(); this.#paint(); });
    new ResizeObserver(() => this.#fit()).observe(this.#frame.parentElement);
    window.addEventListener('blur', () => this.releaseAll());
    document.addEventListener('visibilitychange', () => { if (document.hidden) this.releaseAll(); });
  }

  press(holder, pitch, velocity) {
    if (this.#held.get(holder) === pitch || pitch < 0 || pitch > 127) return;
    this.release(holder);
    this.#held.set(holder, pitch);
    this.#live.send({ type: 'key', pitch, velocity });
  }

  release(holder) {
    const pitch = this.#held.get(holder);
    if (pitch === undefined) return;
    this.#held.delete(holder);
    for (const other of this.#held.values()) if (other === pitch) return;
    this.#live.send({ type: 'key', pitch, velocity: 0 });
  }

  releaseAll() { for (const holder of [...this.#held.keys()]) this.release(holder); }

  #bindPointers() {
    const at = event => document.elementFromPoint(event.clientX, event.clientY)?.closest?.('#keys button');
    const play = event => {
      const button = at(event);
      if (!button) { this.release(event.pointerId); return; }
      const box = button.getBoundingClientRect();
      // Further down the key is louder, as the hand has a longer way.
      const velocity = Math.round(44 + 76 * Math.min(1, Math.max(0, (event.clientY - box.top) / box.height)));
      this.press(event.pointerId, Number(button.dataset.pitch), velocity);
    };
    this.#frame.addEventListener('pointerdown', event => {
      if (event.button !== 0) return;
      event.preventDefault();
      event.target.releasePointerCapture?.(event.pointerId);
      play(event);
    });
    this.#frame.addEventListener('pointermove', event => { if (this.#held.has(event.pointerId)) play(event); });
    for (const end of ['pointerup', 'pointercancel', 'pointerleave']) this.#frame.addEventListener(end, event => this.release(event.pointerId));
    window.addEventListener('pointerup', event => this.release(event.pointerId));
    this.#frame.addEventListener('contextmenu', event => event.preventDefault());
  }

  #bindLetters() {
    this.#frame.addEventListener('keydown', event => {
      if (event.key === ' ' || event.key === 'Enter') {
        event.preventDefault();
        if (!event.repeat) this.press('focus', this.#focus, TYPED_VELOCITY);
        return;
      }
      const to = { ArrowRight: 1, ArrowLeft: -1, ArrowUp: 12, ArrowDown: -12 }[event.key];
      if (!to) return;
      event.preventDefault();
      this.#moveFocus(this.#focus + to);
    });
    this.#frame.addEventListener('keyup', event => { if (event.key === ' ' || event.key === 'Enter') { event.preventDefault(); this.release('focus'); } });
    this.#frame.addEventListener('focusout', () => this.release('focus'));
    document.addEventListener('keydown', event => {
      if (!byId('typing').checked || event.repeat || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
      if (event.code === 'KeyZ' || event.code === 'KeyX') { this.#shift(event.code === 'KeyZ' ? -12 : 12); return; }
      const at = LETTERS.indexOf(event.code);
      if (at >= 0) this.press(event.code, this.#lowest + at, TYPED_VELOCITY);
    });
    document.addEventListener('keyup', event => this.release(event.code));
  }

  #fit() {
    const width = this.#frame.parentElement.clientWidth;
    const whites = Math.max(8, Math.min(29, Math.floor(width / 38)));
    let count = 0;
    for (let white = 0; white < whites; count++) if (!isBlack(count)) white++;
    if (count === this.#count) return;
    this.#count = count;
    this.#lowest = count > 40 ? 36 : count > 24 ? 48 : 60;
    this.#build();
  }

  #shift(by) {
    const to = this.#lowest + by;
    if (to < 12 || to + this.#count > 128) return;
    this.releaseAll();
    this.#lowest = to;
    this.#build();
  }

  #build() {
    const highest = this.#lowest + this.#count - 1, hadFocus = this.#frame.contains(document.activeElement);
    if (this.#focus < this.#lowest || this.#focus > highest) this.#focus = this.#lowest;
    this.#buttons.clear();
    const whites = [], blacks = [];
    for (let pitch = this.#lowest; pitch <= highest; pitch++) {
      const button = make('button', { type: 'button', class: isBlack(pitch) ? 'black' : 'white', 'data-pitch': pitch, 'aria-label': spokenNote(pitch), tabindex: pitch === this.#focus ? 0 : -1 });
      if (pitch % 12 === 0) button.append(make('span', { 'aria-hidden': 'true' }, noteName(pitch)));
      button.addEventListener('focus', () => { this.#focus = pitch; });
      (isBlack(pitch) ? blacks : whites).push(button);
      this.#buttons.set(pitch, button);
    }
    const share = 100 / whites.length;
    let white = 0;
    for (let pitch = this.#lowest; pitch <= highest; pitch++) {
      if (!isBlack(pitch)) { white++; continue; }
      const button = this.#buttons.get(pitch);
      button.style.width = `${share * 0.6}%`;
      button.style.left = `${share * (white - 0.3)}%`;
    }
    // In the order of the pitches, for those who go through them one by one.
    this.#frame.replaceChildren(...[...this.#buttons.entries()].sort((a, b) => a[0] - b[0]).map(entry => entry[1]));
    if (hadFocus) this.#moveFocus(this.#focus);
    this.#paint();
  }

  #moveFocus(pitch) {
    const button = this.#buttons.get(pitch);
    if (!button) return;
    this.#buttons.get(this.#focus)?.setAttribute('tabindex', -1);
    button.setAttribute('tabindex', 0);
    this.#focus = pitch;
    button.focus();
  }

  #take([, pitch, velocity, who, channel]) {
    const key = channel * 128 + pitch;
    if (velocity > 0) this.#sounding.set(key, who);
    else this.#sounding.delete(key);
  }

  #paint() {
    const by = new Map();
    for (const [key, who] of this.#sounding) if (by.get(key % 128) !== 'hand') by.set(key % 128, who === 1 ? 'hand' : 'box');
    for (const [pitch, button] of this.#buttons) {
      const name = by.get(pitch);
      if (button.dataset.by === name) continue;
      if (name) button.dataset.by = name;
      else delete button.dataset.by;
    }
  }
}

const isWriting = element => element.closest?.('input:not([type=checkbox]):not([type=radio]), select, textarea, dialog[open]') !== null;
