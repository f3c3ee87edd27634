// The model packages with their cards.
import { byId, make, size } from './words.js';
import { get } from './api.js';

export class Models {
  #frame = byId('models');

  async refresh() {
    try {
      const { models } = await get('api/models');
      this.#frame.replaceChildren(models.length === 0 ? make('p', { class: 'hint' }, 'There is no model package in the box’s folder.')
        : make('ul', { class: 'list' }, ...models.map(model => this.#card(model))));
    } catch (fault) {
      this.#frame.replaceChildren(make('p', { class: 'fault-words' }, fault.message));
    }
  }

  #card(model) {
    if (model.refusal) return make('li', {}, make('h3', {}, model.name), make('p', { class: 'fault-words' }, `Not used: ${model.refusal}`));
    const facts = make('dl', { class: 'facts' });
    const fact = (name, value) => { if (value) facts.append(make('dt', {}, name), make('dd', {}, value)); };
    fact('Network', `${model.layers} × ${model.hiddenSize}, ${model.variants.join(', ')}`);
    fact('Size', size(model.bytes));
    fact('Time', model.timeBase);
    fact('Learnt from', model.data.map(source => `${source.name} (${source.licence})`).join('; '));
    fact('Credit', model.data.map(source => source.credit).filter(Boolean).join('; '));
    fact('Licence', model.licence);
    const metrics = Object.entries(model.metrics), best = model.metrics.bits_per_note;
    if (best !== undefined) fact('Held-out music', `${best.toFixed(2)} bits per note`);
    const figures = make('dl', { class: 'facts' });
    for (const [name, value] of metrics) figures.append(make('dt', {}, name.replaceAll('_', ' ')), make('dd', {}, String(Math.round(value * 1000) / 1000)));
    const all = metrics.length > 0 ? [make('details', {}, make('summary', {}, `${metrics.length} figures`), figures)] : [];
    return make('li', {}, make('h3', {}, model.name), make('p', {}, model.description), facts, ...all);
  }
}
