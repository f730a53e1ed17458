// What the platform does to the open group by itself.

import { sandbox } from './api.js';
import { reload } from './business.js';
import { button } from './buttons.js';
import { confirmDialog } from './dialogs.js';
import { h, put } from './dom.js';
import { say, trying } from './notices.js';
import { state } from './state.js';

export function groupPanel() {
  const holder = h('div', { class: 'stack' });
  draw(holder);
  return holder;
}

function draw(holder) {
  const group = state.truth;
  if (!group || state.gone) {
    put(holder, h('p', { class: 'intro' }, 'Open a group first: this is about the one that is open.'));
    return;
  }
  const doing = (action, words) => trying(words, async () => {
    await sandbox('POST', `groups/${encodeURIComponent(group.id)}/${action}`);
    await reload();
    draw(holder);
    say(words);
  });
  const vanish = () => confirmDialog({
    title: 'Let the group vanish?', id: 'vanish-dialog', action: 'Let it vanish', text: 'It is gone as if it had been deleted, and nothing tells the business.',
    submit: () => doing('vanish', 'The group has vanished.'),
  });
  put(holder,
    h('h3', { dir: 'auto' }, group.subject),
    group.suspended
      ? button('quiet', 'End the suspension', () => doing('clear_suspension', 'The suspension is over.'), { 'data-testid': 'clear-suspension' })
      : button('quiet', 'Suspend the group', () => doing('suspend', 'The group is suspended.'), { 'data-testid': 'suspend' }),
    h('p', { class: 'hint' }, 'While a group is suspended nobody writes or comes in, and the business is told by webhook.'),
    button('quiet danger', 'Let the group vanish', vanish, { 'data-testid': 'vanish' }),
    h('p', { class: 'hint' }, 'No webhook tells of it: Octet finds out by comparing.'));
}
