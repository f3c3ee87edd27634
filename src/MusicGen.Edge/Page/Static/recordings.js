// What the box has kept: to play in this browser, or to take home.
import { byId, make, duration, size } from './words.js';
import { get } from './api.js';
import { ToyPiano } from './toypiano.js';

export class Recordings {
  #frame = byId('recordings'); #piano = new ToyPiano(); #playing = null;

  constructor(live) {
    let known = null;
    live.on('state', () => { if (!this.#frame.hidden && known !== null) { clearTimeout(known); known = setTimeout(() => this.refresh(), 1500); } else known = 0; });
    byId('keep').addEventListener('click', () => setTimeout(() => { if (!this.#frame.hidden) this.refresh(); }, 1500));
  }

  async refresh() {
    let recordings;
    try {
      ({ recordings } = await get('api/recordings'));
    } catch (fault) {
      this.#frame.replaceChildren(make('p', { class: 'fault-words' }, fault.message));
      return;
    }
    if (recordings.length === 0) {
      this.#frame.replaceChildren(make('p', { class: 'hint' }, 'Nothing is kept yet. “Keep the last minutes” keeps what was just played.'));
      return;
    }
    this.#frame.replaceChildren(make('ul', { class: 'list' }, ...recordings.map(recording => this.#row(recording))));
  }

  #row({ name, bytes, startedAt, preset, seconds, noteCount, isKept }) {
    const title = `${preset || 'music'}, ${new Date(startedAt).toLocaleString()}`;
    const address = `api/recordings/${encodeURIComponent(name)}`;
    const play = make('button', { type: 'button', 'data-name': title, 'aria-pressed': 'false' });
    this.#label(play, this.#playing === name);
    play.addEventListener('click', () => this.#toggle(name, address, play));
    return make('li', {},
      make('h3', {}, title),
      make('p', { class: 'hint' }, `${duration(seconds)}, ${noteCount} notes, ${size(bytes)}${isKept ? '; kept' : ''}`),
      make('p', { class: 'row' }, play, make('a', { href: address, download: name, 'aria-label': `Download MIDI: ${title}` }, 'Download MIDI')));
  }

  async #toggle(name, address, button) {
    const wasPlaying = this.#playing === name;
    this.#piano.stop();
    for (const other of this.#frame.querySelectorAll('[aria-pressed=true]')) this.#label(other, false);
    this.#playing = null;
    if (wasPlaying) return;
    this.#piano.wake();
    this.#playing = name;
    this.#label(button, true);
    try {
      const { notes } = await get(`${address}/notes`);
      if (this.#playing === name) await this.#piano.play(notes);
    } catch (fault) {
      button.closest('li').append(make('p', { class: 'fault-words', role: 'alert' }, fault.message));
    }
    if (this.#playing !== name) return;
    this.#playing = null;
    this.#label(button, false);
  }

  #label(button, isPlaying) {
    const words = isPlaying ? 'Stop' : 'Play here';
    button.setAttribute('aria-pressed', isPlaying);
    button.setAttribute('aria-label', `${words}: ${button.dataset.name}`);
    button.textContent = words;
  }
}
