// What is set for the business number that is looked at.

import { sandbox } from './api.js';
import { button } from './buttons.js';
import { field } from './dialogs.js';
import { h, put } from './dom.js';
import { loadNumbers } from './load.js';
import { trying } from './notices.js';
import { numberOf, state } from './state.js';
import { refusal } from './words.js';

const SWITCHES = [
  ['groups_disabled', 'Making groups is disabled', '131214'],
  ['locked', 'The account is locked', '131031'],
  ['token_valid', 'The token is valid', '190 when it is not'],
  ['unverified_types', 'Groups take reactions, locations, contacts and replies', 'which neither list of the platform names'],
];
const LIMITS = [
  ['group_limit', 'Groups at one time', '131211 for one more', 10_000],
  ['participant_limit', 'People in a group', 'full with so many, 8 at most', 8],
  ['operations_per_minute', 'Calls about groups in a minute', '131208 beyond it; empty: no limit', 1_000_000],
  ['messages_per_second', 'Messages in a second', '130429 beyond it; empty: no limit', 1_000_000],
  ['pair_limit', 'Messages to one group or person in six seconds', '131056 beyond it; empty: no limit', 45],
  ['free_deliveries', 'Free deliveries of service messages in a month', 'charged beyond it, from October 2026 on; empty: 1,000', 1000],
];
const EVERYTHING = ['whatsapp_business_messaging', 'whatsapp_business_management'];
const WITHOUT = { groups_disabled: false, locked: false, token_valid: true, unverified_types: false, group_limit: 10_000, participant_limit: 8, people_read: 'never', window_refusal: 'status' };
const NAMES = ['eligible', 'operations_per_minute', 'messages_per_second', 'pair_limit', 'free_deliveries', 'token_permissions', 'token_expires_at', ...Object.keys(WITHOUT)];

export function numberPanel() {
  const holder = h('form', { class: 'settings', onsubmit: (event) => event.preventDefault() });
  draw(holder);
  return holder;
}

/** A `PUT` replaces all: what differs from what holds without a setting is sent again. */
async function set(holder, id, name, value) {
  await trying('Number settings', async () => {
    const is = await sandbox('GET', `numbers/${id}`);
    const wanted = { ...is, [name]: value };
    const body = Object.fromEntries(NAMES.map((key) => [key, wanted[key]])
      .filter(([key, it]) => it !== undefined && it !== null && !(key in WITHOUT && WITHOUT[key] === it)));
    await sandbox('PUT', `numbers/${id}`, body);
    await loadNumbers();
  });
  draw(holder);
}

async function unset(holder, id) {
  await trying('Number settings', async () => {
    await sandbox('PUT', `numbers/${id}`, {});
    await loadNumbers();
  });
  draw(holder);
}

/** A business comes into no group by a link; the platform says why. */
function businessLink(number) {
  const link = field({ name: 'business-link', label: 'This business opens an invite link', hint: 'Of a group of another business, say: it comes into none.', 'data-testid': 'business-link' });
  const answer = h('p', { class: 'problem', role: 'status' });
  const open = () => trying('Invite link', async () => {
    const { reason } = await sandbox('POST', `numbers/${number.id}/join`, { invite_link: link.querySelector('input').value.trim() });
    put(answer, refusal(reason));
  });
  return h('div', { class: 'stack' }, link, answer, h('p', {}, button('quiet', 'Open it', open, { 'data-testid': 'business-open-link' })));
}

function draw(holder) {
  const number = numberOf(state.number);
  const change = (name, value) => set(holder, number.id, name, value);
  const focused = document.activeElement?.name;
  put(holder,
    h('p', { class: 'intro' }, `What is set for ${number.verified_name}. Choose another number on the left.`),
    field({
      name: 'eligible', label: 'May have groups', hint: '131215 when it may not', value: String(number.eligible), 'data-testid': 'set-eligible',
      options: [['true', 'yes'], ['false', 'no'], ['', 'as the rules have it']],
      onchange: (event) => change('eligible', event.target.value === '' ? undefined : event.target.value === 'true'),
    }),
    SWITCHES.map(([name, label, hint]) => field({
      name, label, hint, type: 'checkbox', checked: number[name], 'data-testid': `set-${name}`, onchange: (event) => change(name, event.target.checked),
    })),
    LIMITS.map(([name, label, hint, max]) => field({
      name, label, hint, type: 'number', min: 0, max, value: number[name] ?? '', 'data-testid': `set-${name}`,
      onchange: (event) => change(name, event.target.value === '' ? undefined : Number(event.target.value)),
    })),
    field({
      name: 'people_read', label: 'People read what comes', value: number.people_read, 'data-testid': 'set-people_read',
      options: [['never', 'when they say so'], ['at_once', 'at once']],
      onchange: (event) => change('people_read', event.target.value),
    }),
    field({
      name: 'window_refusal', label: 'What is written after the 24 hours', value: number.window_refusal, 'data-testid': 'set-window_refusal',
      options: [['status', 'is taken, and fails with 131047'], ['answer', 'is refused with 131047']],
      onchange: (event) => change('window_refusal', event.target.value),
    }),
    field({
      name: 'token_permissions', label: 'What the token may be used for', hint: '10 for everything else', value: number.token_permissions.join(' '), 'data-testid': 'set-token_permissions',
      options: [[EVERYTHING.join(' '), 'everything'], [EVERYTHING[0], 'messages, files and groups'], [EVERYTHING[1], 'the number, its account and templates'], ['', 'nothing']],
      onchange: (event) => change('token_permissions', event.target.value.split(' ').filter(Boolean)),
    }),
    field({
      name: 'token_expires_at', label: 'The token expires', hint: 'by the platform’s clock, such as 2026-12-01T00:00:00Z; empty: never', value: number.token_expires_at ?? '',
      'data-testid': 'set-token_expires_at', onchange: (event) => change('token_expires_at', event.target.value.trim() || undefined),
    }),
    h('p', {}, button('quiet', 'As it is without any setting', () => unset(holder, number.id), { 'data-testid': 'number-unset' })),
    businessLink(number));
  if (focused) {
    holder.elements[focused]?.focus();
  }
}
