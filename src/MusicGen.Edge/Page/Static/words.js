// Words and small things that several parts need.
const NAMES = ['C', 'C♯', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'A♭', 'A', 'B♭', 'B'];
const SPOKEN = ['C', 'C sharp', 'D', 'E flat', 'E', 'F', 'F sharp', 'G', 'A flat', 'A', 'B flat', 'B'];

export const noteName = pitch => NAMES[pitch % 12] + (Math.floor(pitch / 12) - 1);
export const spokenNote = pitch => `${SPOKEN[pitch % 12]}${isBlack(pitch) ? ' ' : ''}${Math.floor(pitch / 12) - 1}`;
export const isBlack = pitch => [1, 3, 6, 8, 10].includes(pitch % 12);

// make('p', { class: 'hint' }, 'text', otherElement)
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children);
  return element;
}

export const byId = id => document.getElementById(id);

export function duration(seconds) {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor(whole / 60) % 60} min`;
}

export function size(bytes) {
  if (bytes < 1e4) return `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(bytes < 1e8 ? 1 : 0)} MB`;
}
