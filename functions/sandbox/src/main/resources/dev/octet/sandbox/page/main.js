// Puts the page together.

import { askForTokenWith, look } from './api.js';
import { chatColumn } from './chat.js';
import { field, formDialog } from './dialogs.js';
import { start } from './live.js';
import { loadAbout, loadAll } from './load.js';
import { numbersColumn } from './numbers.js';
import { sayWrong } from './notices.js';
import { peopleColumn } from './people.js';
import { read, showColumn } from './routes.js';
import { numberOf, state } from './state.js';
import { topBar } from './top.js';
import { trafficDrawer } from './traffic.js';

const at = (id) => document.getElementById(id);

const ASKED = {
  octet: {
    title: 'Access token', id: 'token-dialog', again: 'Octet does not know this token. Give one that stands under “api_tokens” in its secret.',
    intro: 'What a business does goes through Octet’s API, which asks for a token. It is kept in this tab alone, until it is closed.',
  },
  sandbox: {
    title: 'Token of the sandbox', id: 'sandbox-token-dialog', again: 'The sandbox does not know this token. Give one that stands under “sandbox_tokens” in its secret.',
    intro: 'This sandbox is open to those alone who have a token of it. It is kept in this tab alone, until it is closed.',
  },
};

/** @param again whether one was refused; not asked again where the platform is told to refuse every one of this number */
async function askForToken(side, again) {
  if (side === 'octet' && again && numberOf(state.number)?.token_valid === false) {
    return '';
  }
  const { title, id, intro, again: refused } = ASKED[side];
  return new Promise((resolve) => {
    let token = '';
    const shown = formDialog({
      title, id, action: 'Go on', intro: again ? refused : intro,
      fields: [field({ name: 'token', label: 'Token', type: 'password', required: true, autocomplete: 'off' })],
      submit: async (form) => { token = form.get('token').trim(); },
    });
    shown.addEventListener('close', () => resolve(token));
  });
}

async function begin() {
  read();
  askForTokenWith(askForToken);
  topBar(at('top'), at('tabs'));
  numbersColumn(at('numbers'));
  chatColumn(at('chat'));
  peopleColumn(at('people'));
  trafficDrawer(at('traffic'));
  showColumn(new URLSearchParams(location.hash.slice(1)).get('group') ? 'chat' : 'numbers');
  try {
    await look();
    await Promise.all([loadAll(), loadAbout()]);
  } catch (error) {
    sayWrong(error, 'Reading the sandbox');
  }
  document.body.dataset.ready = 'true';
  start();
}

begin();
