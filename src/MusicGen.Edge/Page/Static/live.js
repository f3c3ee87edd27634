// The live connection: one WebSocket, opened again whenever it is lost. Tells each message as an event of its type.
import { byId } from './words.js';
import { get } from './api.js';

const FIRST_WAIT = 400, LONGEST_WAIT = 5000;

export class Live extends EventTarget {
  #socket = null;
  #wait = FIRST_WAIT;
  #silence = 0;

  open() {
    const address = new URL('api/live', document.baseURI);
    address.protocol = address.protocol.replace('http', 'ws');
    this.#socket = new WebSocket(address);
    this.#socket.onmessage = event => {
      this.#listen();
      const message = JSON.parse(event.data);
      if (message.type === 'hello') this.#greeted();
      this.dispatchEvent(new CustomEvent(message.type, { detail: message }));
    };
    this.#socket.onclose = () => this.#lost();
    this.#listen();
  }

  get isOpen() { return this.#socket?.readyState === WebSocket.OPEN; }

  // What somebody does while nobody is there is not done later: it would come as a surprise.
  send(message) {
    if (!this.isOpen) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  on(type, listener) { this.addEventListener(type, event => listener(event.detail)); }

  // The box speaks at least once a second; a connection that is silent for long is dead, whatever the browser thinks.
  #listen() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => { this.#socket.onclose = null; this.#socket.close(); this.#lost(); }, 8000);
  }

  #greeted() {
    this.#wait = FIRST_WAIT;
    byId('connection').hidden = true;
    document.body.dataset.connection = 'open';
  }

  #lost() {
    clearTimeout(this.#silence);
    document.body.dataset.connection = 'lost';
    const banner = byId('connection');
    if (banner.hidden) {
      banner.textContent = 'The connection to the box is lost; trying again …';
      banner.hidden = false;
    }
    this.dispatchEvent(new CustomEvent('lost'));
    setTimeout(() => this.#again(), this.#wait);
    this.#wait = Math.min(LONGEST_WAIT, this.#wait * 1.7);
  }

  // A WebSocket does not say why it was refused; the API does, and asks for the token where that is why.
  async #again() {
    try {
      await get('api/status');
      this.open();
    } catch {
      this.#lost();
    }
  }
}
