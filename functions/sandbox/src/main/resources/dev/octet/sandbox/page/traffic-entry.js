// One entry of the traffic: a line, and all of it.

import { button, iconButton } from './buttons.js';
import { copy } from './copy.js';
import { curl } from './curl.js';
import { h } from './dom.js';
import { howTrue } from './fidelity.js';
import { pretty } from './json.js';
import { clockTime, count, exactly } from './words.js';

const STATES = { pending: 'pending', delivered: 'delivered', lost: 'lost', unsent: 'not sent', given_up: 'given up', joined: 'in another' };
const TONES = { delivered: 'good', joined: 'good', lost: 'bad', given_up: 'bad' };

/** How it went, in a word and a colour. */
function outcome(entry) {
  if (entry.call) {
    const { status, fault } = entry.call;
    return { text: String(status ?? '…'), tone: fault || status >= 500 ? 'bad' : status >= 400 ? 'odd' : 'good' };
  }
  if (entry.webhook) {
    const { state: is, attempts } = entry.webhook;
    return { text: is === 'pending' && attempts ? `try ${attempts}` : STATES[is] ?? String(is), tone: TONES[is] ?? 'odd' };
  }
  return { text: '', tone: '' };
}

function title(entry) {
  return entry.title ?? entry.call?.path ?? entry.webhook?.field ?? entry.notification?.type ?? entry.kind;
}

/** What of an entry may still change. */
export function standing(entry) {
  const { call, webhook } = entry;
  return [call?.status, call?.fault, webhook?.state, webhook?.attempts, webhook?.status];
}

export function row(entry, selected, choose) {
  const { text, tone } = outcome(entry);
  return h('li', {}, h('button', {
    type: 'button', class: 'traffic-row', 'data-focus': entry.id, 'data-testid': 'traffic-entry', 'data-kind': entry.kind, 'aria-current': selected ? 'true' : undefined, onclick: choose,
  },
    h('span', { class: `dot ${entry.kind}` }), h('span', { class: 'hidden' }, entry.kind),
    h('time', { datetime: entry.at }, clockTime(entry.at)),
    h('span', { class: 'traffic-title' }, title(entry)),
    entry.call?.fault && h('span', { class: 'chip alarm' }, typeof entry.call.fault === 'string' ? entry.call.fault : 'fault'),
    h('span', { class: `outcome ${tone}` }, text)));
}

function facts(entry) {
  const { call, webhook } = entry;
  return [
    ['At', exactly(entry.at)],
    call && ['Call', `${call.method} ${call.path}`],
    call && ['Status', `${call.status ?? ''}${call.duration_ms === undefined ? '' : ` after ${call.duration_ms} ms`}`],
    call?.fault && ['Fault', typeof call.fault === 'string' ? call.fault : JSON.stringify(call.fault)],
    webhook && ['To', webhook.url],
    webhook && ['State', `${STATES[webhook.state] ?? webhook.state}, ${count(webhook.attempts ?? 0, 'try', 'tries')}${webhook.status ? `, last answered ${webhook.status}` : ''}`],
    webhook?.signature && ['Signature', webhook.signature],
    entry.queue && ['Queue', entry.queue],
    entry.phone_number_id && ['Number', entry.phone_number_id],
    entry.group_id && ['Group', entry.group_id],
  ].filter(Boolean);
}

function bodyPart(label, body, cut) {
  return body !== undefined && body !== null && body !== '' && h('section', {}, h('h4', {}, label, cut && h('span', { class: 'light' }, ' (cut: it is longer)')), pretty(body));
}

export function details(entry, close) {
  const command = curl(entry);
  return h('div', { class: 'entry' },
    h('header', {}, iconButton('back', 'Back to the list', close, { class: 'plain only-narrow' }), h('h3', {}, title(entry)),
      command && button('quiet', 'Copy as curl', () => copy(command, entry.call ? 'Copied. Put the token into $TOKEN first.' : 'Copied.'), { drawing: 'copy', 'data-testid': 'copy-curl' })),
    h('dl', {}, facts(entry).map(([name, value]) => [h('dt', {}, name), h('dd', { class: 'mono' }, value)])),
    howTrue(entry.fidelity),
    bodyPart('Sent', entry.call?.request, entry.cut ?? entry.call?.cut), bodyPart('Answered', entry.call?.answer, entry.cut ?? entry.call?.cut),
    bodyPart('Body', entry.webhook?.body, entry.cut ?? entry.webhook?.cut), bodyPart('Event', entry.notification, entry.cut));
}
