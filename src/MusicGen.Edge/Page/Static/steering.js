// Everything that can be turned while it plays, from the box's own table.
import { byId, make, noteName } from './words.js';

const OFTEN = 9;
const BETWEEN = 60;  // milliseconds between two values of a slider on the move
const FAMILIES = ['Pianos', 'Bells', 'Organs', 'Guitars', 'Basses', 'Strings', 'Ensembles', 'Brass', 'Reeds', 'Pipes', 'Leads', 'Pads', 'Effects', 'World', 'Percussion', 'Sounds', 'Drums'];
const LEVELS = ['density', 'dynamics', 'register', 'polyphony'];
const WORDS = 'Move a knob or slider of a MIDI keyboard';
const PITCHES = ['lowestPitch', 'highestPitch'];

export class Steering {
  #live; #knobs = new Map(); #moving = null; #learning = null; #controllers = {};

  constructor(live, parameters) {
    this.#live = live;
    const often = make('div', { class: 'knobs' }), seldom = make('div', { class: 'knobs' });
    parameters.forEach((parameter, i) => (i < OFTEN ? often : seldom).append(this.#make(parameter)));
    const all = make('button', { type: 'button' }, 'All as the preset has it');
    all.addEventListener('click', () => { for (const knob of this.#knobs.values()) if (knob.isTurned) this.#turn(knob, null); });
    byId('steering').append(this.#makeLearning(), often, make('details', {}, make('summary', {}, `${seldom.children.length} more`), seldom), make('p', { class: 'row' }, all));
    live.on('hello', message => this.#show(message.state));
    live.on('state', message => this.#show(message.state));
    live.on('hello', message => this.#showControllers(message));
    live.on('controllers', message => this.#showControllers(message));
  }

  #make(parameter) {
    const id = `knob-${parameter.name}`;
    const field = parameter.choices.length > 0 ? this.#choice(parameter, id) : parameter.name === 'instruments' ? this.#families(parameter, id) : this.#slider(parameter, id);
    const output = make('output', { id: `${id}-value`, for: id });
    const back = make('button', { type: 'button', class: 'back', 'aria-label': `${parameter.title}: as the preset has it`, title: 'as the preset has it' }, '↺');
    const isGroup = field.className === 'families';
    const label = make(isGroup ? 'span' : 'label', isGroup ? { id: `${id}-label` } : { for: id }, parameter.title);
    const learn = make('button', { type: 'button', class: 'learn', 'aria-pressed': 'false' });
    const row = make('div', { class: 'knob' }, label, output, field, learn, back);
    const knob = { parameter, field, output, back, learn, row, isTurned: false, value: null };
    // A row of boxes cannot be turned.
    learn.hidden = isGroup;
    learn.addEventListener('click', () => this.#learn(this.#learning === parameter.name ? null : parameter.name));
    back.addEventListener('click', () => this.#turn(knob, null));
    this.#knobs.set(parameter.name, knob);
    return row;
  }

  // Which knob of a MIDI keyboard turns what: said above the sliders while one is waited for.
  #makeLearning() {
    const words = make('span', { id: 'learning-words' }), forget = make('button', { type: 'button' }, 'No knob'), stop = make('button', { type: 'button' }, 'Leave it');
    forget.addEventListener('click', () => { this.#live.send({ type: 'forget', name: this.#learning }); this.#learn(null); });
    stop.addEventListener('click', () => this.#learn(null));
    return make('div', { class: 'learning', id: 'learning', role: 'status' }, words, make('span', { class: 'row', hidden: true }, forget, stop));
  }

  #learn(name) { this.#live.send({ type: 'learn', name }); }

  #showControllers({ learning, controllers }) {
    const learned = this.#learning !== null && learning === null ? this.#controlOf(this.#learning, controllers) : null;
    const isNew = learned !== null && learned !== this.#controlOf(this.#learning, this.#controllers);
    const title = name => this.#knobs.get(name)?.parameter.title ?? name;
    byId('learning-words').textContent = learning !== null ? `${WORDS}: it will turn ${title(learning)}.` : isNew ? `Controller ${learned} turns ${title(this.#learning)} now.` : '';
    const deeds = byId('learning').lastChild;
    deeds.hidden = learning === null;
    deeds.firstChild.hidden = learning === null || this.#controlOf(learning, controllers) === null;
    this.#learning = learning;
    this.#controllers = controllers;
    for (const [name, { learn, parameter }] of this.#knobs) {
      const control = this.#controlOf(name, controllers);
      learn.textContent = name === learning ? '…' : control ?? 'knob';
      learn.setAttribute('aria-pressed', name === learning);
      learn.classList.toggle('bound', control !== null);
      const words = control === null ? `${parameter.title}: learn a knob` : `${parameter.title}: turned by controller ${control}; learn another knob`;
      learn.setAttribute('aria-label', words);
      learn.title = words;
    }
  }

  #controlOf(name, controllers) { return Object.keys(controllers).find(control => controllers[control] === name) ?? null; }

  #slider({ name, least, most, step }, id) {
    const input = make('input', { type: 'range', id, min: least, max: most, step });
    let last = 0, later = 0;
    const send = () => { last = performance.now(); this.#turn(this.#knobs.get(name), Number(input.value)); };
    input.addEventListener('input', () => {
      this.#moving = name;
      this.#say(this.#knobs.get(name), Number(input.value));
      clearTimeout(later);
      later = setTimeout(send, Math.max(0, BETWEEN - (performance.now() - last)));
    });
    input.addEventListener('change', () => { clearTimeout(later); send(); this.#moving = null; });
    return input;
  }

  #choice({ name, least, choices }, id) {
    const select = make('select', { id }, make('option', { value: '' }, 'as the preset has it'));
    choices.forEach((words, i) => select.append(make('option', { value: least + i }, words)));
    select.addEventListener('change', () => this.#turn(this.#knobs.get(name), select.value === '' ? null : Number(select.value)));
    return select;
  }

  #families({ name, most }, id) {
    const group = make('div', { class: 'families', role: 'group', id, 'aria-labelledby': `${id}-label` });
    FAMILIES.forEach((words, bit) => {
      const box = make('input', { type: 'checkbox', 'data-bit': bit });
      box.addEventListener('change', () => {
        const bits = [...group.querySelectorAll('input')].reduce((sum, one) => sum + (one.checked ? 2 ** Number(one.dataset.bit) : 0), 0);
        if (bits > 0) this.#turn(this.#knobs.get(name), Math.min(bits, most));
        else box.checked = true;   // something must be left to play with
      });
      group.append(make('label', {}, box, words));
    });
    return group;
  }

  #turn(knob, value) { this.#live.send({ type: 'steer', name: knob.parameter.name, value }); }

  #show(state) {
    for (const [name, knob] of this.#knobs) {
      const turned = state.turned[name], value = turned ?? state.inForce[name] ?? null;
      knob.isTurned = turned !== undefined && turned !== null;
      knob.row.classList.toggle('turned', knob.isTurned);
      knob.back.disabled = !knob.isTurned;
      if (this.#moving === name) continue;   // not away from under the finger
      this.#place(knob, value);
      this.#say(knob, value);
    }
  }

  #place({ field, parameter, isTurned }, value) {
    if (parameter.choices.length > 0) field.value = isTurned && value !== null ? String(value) : '';
    else if (field.className === 'families') field.querySelectorAll('input').forEach(box => { box.checked = Math.floor((value ?? 0) / 2 ** Number(box.dataset.bit)) % 2 === 1; });
    else if (value !== null) field.value = value;
  }

  #say({ field, output, parameter }, value) {
    if (parameter.choices.length > 0 || field.className === 'families') return;
    const words = this.#words(parameter, value);
    output.textContent = words;
    field.setAttribute('aria-valuetext', words);
  }

  #words({ name, unit, step }, value) {
    if (value === null || (LEVELS.includes(name) && value === 0)) return 'as it likes';
    if (PITCHES.includes(name)) return noteName(value);
    if (name === 'topK' && value === 0) return 'all';
    const number = Number(value).toFixed(step < 0.1 ? 2 : step < 1 || !Number.isInteger(value) ? 1 : 0);
    return unit === '×' ? `× ${number}` : unit ? `${number} ${number === '1' ? unit.replace(/s$/, '') : unit}` : number;
  }
}
