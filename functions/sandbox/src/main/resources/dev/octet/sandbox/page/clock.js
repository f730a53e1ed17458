// The platform's clock, which goes forwards only.

import { sandbox } from './api.js';
import { button } from './buttons.js';
import { h, put } from './dom.js';
import { loadAll } from './load.js';
import { say, trying } from './notices.js';
import { now } from './state.js';
import { exactly } from './words.js';

const STEPS = [['PT1H', '1 hour'], ['PT24H', '24 hours'], ['P7D', '7 days'], ['P30D', '30 days']];

export function clockPanel() {
  const shown = h('p', { class: 'big-time', 'data-testid': 'platform-time' }, exactly(now()));
  const move = (advance) => trying('Moving the clock', async () => {
    await sandbox('POST', 'clock', { advance });
    await loadAll();
    put(shown, exactly(now()));
    say('The clock is moved.');
  });
  const custom = h('input', { type: 'text', name: 'advance', placeholder: 'PT24H', 'aria-label': 'By an ISO 8601 duration', required: true, 'data-testid': 'advance' });
  const form = h('form', {
    class: 'line-form',
    onsubmit: (event) => {
      event.preventDefault();
      move(custom.value.trim());
    },
  }, custom, h('button', { type: 'submit', class: 'quiet', 'data-testid': 'advance-submit' }, 'Move on'));
  return [
    h('p', { class: 'intro' }, 'Windows close, pins and files run out, reviews of templates end by this clock. Deliveries keep to real time. It goes back by a reset alone.'),
    shown,
    h('p', { class: 'buttons' }, STEPS.map(([advance, words]) => button('quiet', `+ ${words}`, () => move(advance), { 'data-testid': `advance-${advance}` }))),
    form,
  ];
}
