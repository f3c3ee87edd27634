// HTTP with the box. Where it asks for the token, the sign-in dialog does, too.
import { byId } from './words.js';

let signingIn = null;

const send = (path, options) => fetch(path, { cache: 'no-store', credentials: 'same-origin', ...options });

export async function get(path) {
  for (;;) {
    const response = await send(path);
    if (response.status === 401) { await signIn(); continue; }
    if (!response.ok) throw new Error((await response.json().catch(() => ({}))).fault ?? `${path}: ${response.status}`);
    return response.json();
  }
}

const postToken = token => send('api/session', {
  method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ token }),
});

// A link may bring the token behind #token=: that part of an address never goes over the network.
async function fromLink() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (!token) return false;
  history.replaceState(null, '', location.pathname);
  return (await postToken(token)).ok;
}

export function signIn() {
  signingIn ??= ask().finally(() => { signingIn = null; });
  return signingIn;
}

async function ask() {
  if (await fromLink()) return;
  const dialog = byId('sign-in'), form = byId('sign-in-form'), field = byId('token'), words = byId('sign-in-words');
  dialog.addEventListener('cancel', event => event.preventDefault());
  if (!dialog.open) dialog.showModal();
  await new Promise(resolve => {
    form.onsubmit = async event => {
      event.preventDefault();
      words.textContent = '';
      const answer = await postToken(field.value).catch(() => null);
      if (answer?.ok) { dialog.close(); field.value = ''; resolve(); return; }
      words.textContent = answer ? 'That is not the token of this box.' : 'The box does not answer.';
      field.select();
    };
  });
}
