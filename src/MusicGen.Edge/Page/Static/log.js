// The last lines that the box said.
import { byId, make } from './words.js';

const MOST = 200;

export class Log {
  #list = make('ol', { class: 'lines' }); #last = -1;

  constructor(live) {
    byId('log').append(this.#list);
    live.on('hello', message => { this.#last = -1; this.#list.replaceChildren(); this.#add(message.lines); });
    live.on('log', message => this.#add(message.lines));
  }

  #add(lines) {
    const list = this.#list, isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 30;
    for (const line of lines) {
      if (line.number <= this.#last) continue;
      this.#last = line.number;
      list.append(make('li', {}, make('time', { datetime: line.saidAt }, new Date(line.saidAt).toLocaleTimeString()), line.text));
    }
    while (list.children.length > MOST) list.firstChild.remove();
    if (isAtEnd) list.scrollTop = list.scrollHeight;
  }
}
