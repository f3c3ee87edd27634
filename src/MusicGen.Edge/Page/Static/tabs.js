// Tabs as the ARIA authoring practices have them: arrow keys, Home and End move and choose.
import { byId } from './words.js';

export function tabs(list, shown) {
  const all = [...list.querySelectorAll('[role=tab]')];
  const choose = (tab, focuses) => {
    for (const other of all) {
      const isIt = other === tab;
      other.setAttribute('aria-selected', isIt);
      other.tabIndex = isIt ? 0 : -1;
      byId(other.getAttribute('aria-controls')).hidden = !isIt;
    }
    if (focuses) tab.focus();
    shown[tab.getAttribute('aria-controls')]?.();
  };
  for (const tab of all) tab.addEventListener('click', () => choose(tab, false));
  list.addEventListener('keydown', event => {
    const at = all.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    choose(all[(to + all.length) % all.length], true);
  });
}
