// How the box is doing: what an installer looks at.
import { byId, make, duration, size } from './words.js';

const periods = ({ length, p50, p99, most }) =>
  `${length.toFixed(0)} ms in ${p50.toFixed(2)} ms; 99 of 100 within ${p99.toFixed(2)} ms, the longest ${most.toFixed(2)} ms`;

export class Health {
  #frame = byId('health'); #facts = make('dl', { class: 'facts' }); #line; #plotWords = make('p', { class: 'hint' });

  constructor(live) {
    const name = 'http://www.w3.org/2000/svg';
    const plot = document.createElementNS(name, 'svg');
    this.#line = document.createElementNS(name, 'polyline');
    for (const [key, value] of [['viewBox', '0 0 100 50'], ['preserveAspectRatio', 'none'], ['aria-hidden', 'true']]) plot.setAttribute(key, value);
    plot.append(this.#line);
    this.#frame.append(this.#facts, make('div', { class: 'plot' }, make('h3', {}, 'Time to compose a note'), plot, this.#plotWords));
    live.on('hello', message => this.#show(message.health));
    live.on('health', message => this.#show(message.health));
  }

  #show(health) {
    const heat = Object.entries(health.temperaturesCelsius).map(([sensor, celsius]) => `${sensor} ${celsius} °C`).join(', ');
    const facts = [
      ['Sound', health.isOnDevice ? health.output : `${health.output} (nothing is heard at the box)`],
      ['Gaps in the sound', health.underrunCount], ['Sound computed', periods(health.periodMilliseconds)], ['Late notes', health.lateCount], ['Dropped notes', health.droppedCount], ['Notes played', health.playedCount],
      ['Model', health.model], ['Run by', health.provider], ['Memory', size(health.memoryBytes)], ['Temperature', heat || 'no sensor'],
      ['Keyboards', health.keyboards.join(', ') || 'none plugged in'],
      ['Pages', `${health.seeingCount} open, ${health.hearingCount} hear it, ${health.stalledCount} cut off`], ['Running for', duration(health.uptimeSeconds)],
    ];
    if (this.#facts.children.length !== 2 * facts.length) this.#facts.replaceChildren(...facts.flatMap(([name]) => [make('dt', {}, name), make('dd')]));
    facts.forEach(([, value], i) => {
      const cell = this.#facts.children[2 * i + 1], words = String(value);
      if (cell.textContent !== words) cell.textContent = words;
    });
    this.#plot(health.noteMilliseconds);
  }

  #plot(times) {
    if (times.length < 2) { this.#plotWords.textContent = 'Nothing composed yet.'; return; }
    const most = Math.max(...times), sorted = [...times].sort((a, b) => a - b);
    this.#line.setAttribute('points', times.map((time, i) => `${(100 * i / (times.length - 1)).toFixed(2)},${(48 - 46 * time / most).toFixed(2)}`).join(' '));
    const at = share => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(2);
    this.#plotWords.textContent = `Last ${times.length} notes: half within ${at(0.5)} ms, 95 of 100 within ${at(0.95)} ms, the longest ${most.toFixed(2)} ms.`;
  }
}
