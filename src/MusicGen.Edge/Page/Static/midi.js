// A MIDI keyboard at this browser's machine, where the browser knows Web MIDI (not on plain HTTP over a network).
import { byId } from './words.js';

const PEDALS = [1, 64, 66, 67];

// What means something else to every keyboard: banks, data entry, pedals, channel modes.
const isReserved = control => [0, 6, 32, 38].includes(control) || (control >= 64 && control <= 69) || (control >= 96 && control <= 101) || control >= 120;

export class WebMidi {
  #live; #keys; #isLearning = false; #knobs = [];

  constructor(live, keys) {
    this.#live = live;
    this.#keys = keys;
    const hear = ({ learning, controllers }) => { this.#isLearning = learning !== null; this.#knobs = Object.keys(controllers).map(Number); };
    live.on('hello', hear);
    live.on('controllers', hear);
    const button = byId('webmidi');
    if (!navigator.requestMIDIAccess) return;
    button.hidden = false;
    button.addEventListener('click', () => this.#open(button));
  }

  async #open(button) {
    const words = byId('webmidi-words');
    try {
      const access = await navigator.requestMIDIAccess();
      const bind = () => {
        const names = [...access.inputs.values()].filter(input => input.state === 'connected').map(input => {
          input.onmidimessage = message => this.#take(input.id, message.data);
          return input.name;
        });
        words.textContent = names.length > 0 ? names.join(', ') : 'No MIDI keyboard is plugged in here.';
      };
      access.onstatechange = event => { if (event.port.state === 'disconnected') this.#keys.releaseAll(); bind(); };
      bind();
      button.hidden = true;
    } catch {
      words.textContent = 'This browser does not allow it.';
    }
  }

  #take(id, [status, data1, data2]) {
    const kind = status & 0xf0, holder = `${id} ${data1}`;
    if (kind === 0x90 && data2 > 0) this.#keys.press(holder, data1, data2);
    else if (kind === 0x80 || kind === 0x90) this.#keys.release(holder);
    else if (kind === 0xb0 && (PEDALS.includes(data1) || this.#knobs.includes(data1) || (this.#isLearning && !isReserved(data1)))) this.#live.send({ type: 'control', control: data1, value: data2 });
  }
}
