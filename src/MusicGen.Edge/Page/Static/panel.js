// The buttons and lights of the box: the same as on its front.
import { byId, make } from './words.js';

const MODES = { endless: 'It plays on', answer: 'It answers', duet: 'Together', solo: 'I alone' };

// The lamp says the same by light and by word, so that neither colour nor motion is needed.
const PHASES = {
  attract: ['breathing', () => 'Press a button or play a key'],
  listening: ['solid', () => 'Your turn: it listens'],
  answering: ['blinking', () => 'It answers; play to take over'],
  playing: ['playing', title => `It plays ${title}`],
  ending: ['ending', () => 'It comes to an end'],
  quiet: ['off', () => 'Quiet hours: nothing sounds'],
};

export class Panel {
  #live; #buttons = new Map(); #titles = new Map(); #modes = new Map();
  #state = null; #faults = [];

  constructor(live, presets) {
    this.#live = live;
    this.#makePresets(presets);
    this.#makeModes();
    for (const button of document.querySelectorAll('[data-event]'))
      button.addEventListener('click', () => live.send(JSON.parse(button.dataset.event)));
    const keep = byId('keep');
    keep.addEventListener('click', () => { if (live.send({ type: 'keep' })) this.#thank(keep); });
    live.on('hello', message => { this.#faults = message.faults; this.#show(message.state); });
    live.on('state', message => this.#show(message.state));
    live.on('faults', message => { this.#faults = message.faults; this.#show(this.#state); });
    live.on('lost', () => this.#light('off', 'Looking for the box …'));
  }

  #makePresets(presets) {
    const group = byId('presets');
    for (const { name, title, description } of presets) {
      const word = make('span', { class: 'word' });
      const lamp = make('span', { class: 'lamp', 'data-light': 'off', 'aria-hidden': 'true' });
      const button = make('button', { type: 'button', class: 'preset', 'aria-pressed': 'false', 'data-preset': name, title: description || false },
        lamp, make('span', { class: 'title' }, title), word);
      button.addEventListener('click', () => this.#live.send({ type: 'press', preset: name }));
      group.append(button);
      this.#buttons.set(name, { button, lamp, word });
      this.#titles.set(name, title);
    }
    if (presets.length === 0) group.append(make('p', { class: 'hint' }, 'There are no presets in the box’s folder.'));
  }

  #makeModes() {
    for (const [mode, words] of Object.entries(MODES)) {
      const input = make('input', { type: 'radio', name: 'mode', value: mode });
      input.addEventListener('change', () => this.#live.send({ type: 'mode', mode }));
      byId('modes').append(make('label', {}, input, make('span', {}, words)));
      this.#modes.set(mode, input);
    }
  }

  #show(state) {
    if (!state) return;
    this.#state = state;
    const [light, words] = PHASES[state.phase];
    const title = this.#titles.get(state.preset) ?? state.preset;
    this.#light(this.#faults.length > 0 ? 'fault' : light, words(title));
    this.#showFaults();
    for (const [name, { button, lamp, word }] of this.#buttons) {
      const isChosen = name === state.preset, isPlaying = isChosen && state.isPlaying;
      button.setAttribute('aria-pressed', isPlaying);
      lamp.dataset.light = isPlaying ? 'solid' : isChosen ? 'dim' : 'off';
      word.textContent = isPlaying ? 'plays; press to stop' : isChosen ? 'chosen' : '';
    }
    this.#modes.get(state.mode).checked = true;
  }

  #light(light, words) {
    byId('phase-lamp').dataset.light = light;
    const text = byId('phase-text');
    // Said anew only when it is new: a screen reader reads it out each time.
    if (text.textContent !== words) text.textContent = words;
  }

  #showFaults() {
    const box = byId('faults');
    const words = JSON.stringify(this.#faults);
    if (box.dataset.words === words) return;
    box.dataset.words = words;
    box.replaceChildren(...this.#faults.map(fault => make('p', {}, make('strong', {}, fault.sentence), ` ${fault.whatToDo}`)));
    box.hidden = this.#faults.length === 0;
  }

  #thank(button) {
    const words = button.textContent;
    button.textContent = 'Kept';
    button.disabled = true;
    setTimeout(() => { button.textContent = words; button.disabled = false; }, 1500);
  }
}
