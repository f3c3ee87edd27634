// Wires the parts of the page together.
import { byId } from './words.js';
import { get } from './api.js';
import { Live } from './live.js';
import { Panel } from './panel.js';
import { Roll } from './roll.js';
import { Keys } from './keys.js';
import { WebMidi } from './midi.js';
import { Steering } from './steering.js';
import { Recordings } from './recordings.js';
import { Models } from './models.js';
import { Health } from './health.js';
import { Log } from './log.js';
import { Speaker } from './speaker.js';
import { tabs } from './tabs.js';

const live = new Live();

async function start() {
  const [presets, parameters] = await patiently(() => Promise.all([get('api/presets'), get('api/steering')]));
  const keys = new Keys(live);
  new WebMidi(live, keys);
  new Panel(live, presets.presets);
  new Roll(live);
  new Steering(live, parameters.parameters);
  const recordings = new Recordings(live);
  const models = new Models();
  new Health(live);
  new Log(live);
  new Speaker(live);
  tabs(byId('tab-steering').parentElement, { recordings: () => recordings.refresh(), models: () => models.refresh() });
  live.open();
}

// The box may be starting, or the cable be out: the page waits with it.
async function patiently(act) {
  for (;;) {
    try {
      return await act();
    } catch {
      byId('phase-text').textContent = 'Waiting for the box …';
      await new Promise(resolve => setTimeout(resolve, 1500));
    }
  }
}

start();
