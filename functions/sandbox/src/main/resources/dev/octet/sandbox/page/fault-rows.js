// One fault each: a switch, and how it strikes.

import { h } from './dom.js';

const HOW = [['off', 'off'], ['always', 'always'], ['next', 'the next …'], ['share', 'share of %']];
const often = (share) => share;
const lost = (share) => ({ times: share, as: 'error' });

/** @param share what stands for a share of all times, of those that strike by chance */
export const FAULTS = [
  { name: 'duplicate', label: 'Webhooks twice', hint: 'delivered again, byte for byte', kind: 'often', share: often },
  { name: 'reorder', label: 'Webhooks out of order', hint: 'held back 1.5 s', kind: 'often', share: often },
  { name: 'batch', label: 'Webhooks together', hint: 'several in one delivery', kind: 'often', share: often },
  { name: 'lost_webhook', label: 'Webhooks lost', hint: 'never sent', kind: 'often', share: often },
  { name: 'webhook_before_answer', label: 'Webhook before the answer', hint: 'of an operation', kind: 'often', share: often },
  { name: 'skip_delivered', label: 'No “delivered”', hint: 'only “read” tells of it', kind: 'often', share: often },
  { name: 'delay', label: 'Webhooks late', hint: 'every one, by so many seconds', kind: 'delay' },
  { name: 'aggregate_statuses', label: 'Statuses together', hint: 'in one webhook', kind: 'choice', options: [['', 'off'], ['by_message', 'of one message'], ['by_person', 'of one person']] },
  { name: 'answer_lost', label: 'Answer lost', hint: 'done, and the caller is not told', kind: 'lost', share: lost },
  { name: 'no_answer', label: 'No answer', hint: 'not done, and the caller is not told', kind: 'lost', share: lost },
  { name: 'failed_in_webhook', label: 'Fails in the webhook', hint: 'taken, and then failed', kind: 'failed', share: (times) => ({ times, code: 131000, as: 'whole' }) },
  { name: 'status', label: 'Another status', hint: 'instead of doing it', kind: 'status', share: (times) => ({ times, code: 503 }) },
  { name: 'without_phone_numbers', label: 'No phone numbers', hint: 'people by user id alone', kind: 'switch' },
  { name: 'parent_user_ids', label: 'Parent user ids', hint: 'beside each user id', kind: 'switch' },
  { name: 'older_field_spellings', label: 'Older field names', hint: 'as before April 2026', kind: 'switch' },
];

const CODES = [131000, 131016, 131031, 131041, 131201, 131207, 131208, 131209, 131210, 131211, 131212, 131214, 131215];

/** How a setting strikes: {how, amount}. */
function strikes(value) {
  const times = value && typeof value === 'object' ? value.times ?? true : value;
  if (times === undefined || times === false || times === 0) {
    return { how: 'off', amount: '' };
  }
  if (typeof times === 'number') {
    return times < 1 || !Number.isInteger(times) ? { how: 'share', amount: Math.round(times * 1e6) / 1e4 } : { how: 'next', amount: times };
  }
  return { how: 'always', amount: '' };
}

/** Whether it may strike still: what was to strike a few times counts down to none. */
export function isOn(value) {
  return Boolean(value && (typeof value !== 'object' || (value.times ?? true)));
}

/** @param set is given what to set, `undefined` for off */
export function faultRow(fault, value, set) {
  const parts = { often: howOften, lost: lostParts, failed: failedParts, status: statusParts, delay: delayParts, choice: choiceParts, switch: switchParts }[fault.kind](fault, value, set);
  return h('li', { class: `fault ${isOn(value) ? 'on' : ''}`, 'data-testid': `fault-${fault.name}` },
    h('span', { class: 'fault-name' }, h('strong', {}, fault.label), h('span', { class: 'hint' }, fault.hint)), h('span', { class: 'fault-how' }, parts));
}

const select = (fault, part, value, options, onchange) => h('select', {
  'aria-label': `${fault.label}: ${part}`, 'data-focus': `${fault.name} ${part}`, 'data-testid': `${fault.name}-${part}`, onchange: (event) => onchange(event.target.value),
}, options.map(([key, words]) => h('option', { value: key, selected: String(key) === String(value) }, words)));

const amount = (fault, value, onchange, more = {}) => h('input', {
  type: 'number', class: 'amount', min: 0, step: 'any', value, 'aria-label': `${fault.label}: how many`, 'data-focus': `${fault.name} amount`, 'data-testid': `${fault.name}-amount`,
  onchange: (event) => event.target.value !== '' && onchange(Number(event.target.value)), ...more,
});

/** How often, as the parts of a row; `set` is given a count, a share, or `true`. */
function howOften(fault, value, set) {
  const { how, amount: is } = strikes(value);
  const as = { off: () => undefined, always: () => true, next: () => 1, share: () => 0.2 };
  return [
    select(fault, 'how', how, HOW, (chosen) => set(as[chosen]())),
    how === 'next' && amount(fault, is, (number) => set(Math.round(number) || undefined)),
    how === 'share' && amount(fault, is, (percent) => set(Math.min(1, percent / 100) || undefined)),
  ];
}

function lostParts(fault, value, set) {
  const as = typeof value === 'string' ? value : value?.as ?? 'error';
  const times = typeof value === 'string' ? true : value?.times ?? value;
  const on = strikes(times).how !== 'off';
  const whole = (often, how) => (often === undefined ? undefined : { times: often, as: how });
  return [howOften(fault, times, (often) => set(whole(often, as))),
    on && select(fault, 'as', as, [['error', '504 at once'], ['timeout', 'after 25 s']], (how) => set(whole(times, how)))];
}

function failedParts(fault, value, set) {
  const { code = 131000, as = 'whole' } = typeof value === 'object' ? value : {};
  const times = typeof value === 'object' ? value.times ?? true : value;
  const on = strikes(times).how !== 'off';
  const whole = (changes) => ({ times, code, as, ...changes });
  return [howOften(fault, times, (often) => set(often === undefined ? undefined : whole({ times: often }))),
    on && h('input', {
      type: 'number', class: 'code', value: code, list: 'fault-codes', 'aria-label': `${fault.label}: code`, 'data-focus': `${fault.name} code`, 'data-testid': `${fault.name}-code`,
      onchange: (event) => set(whole({ code: Number(event.target.value) })),
    }),
    on && h('datalist', { id: 'fault-codes' }, CODES.map((it) => h('option', { value: it }))),
    on && select(fault, 'as', as, [['whole', 'all of it'], ['partial', 'the last part']], (how) => set(whole({ as: how })))];
}

function statusParts(fault, value, set) {
  const code = typeof value === 'number' ? value : value?.code ?? 503;
  const times = typeof value === 'number' ? true : value?.times ?? (value ? true : undefined);
  const on = strikes(times).how !== 'off';
  return [howOften(fault, times, (often) => set(often === undefined ? undefined : { code, times: often })),
    on && select(fault, 'code', code, [429, 500, 502, 503, 504].map((it) => [it, it]), (chosen) => set({ code: Number(chosen), times }))];
}

function delayParts(fault, value, set) {
  const seconds = /^PT(\d+(?:\.\d+)?)S$/u.exec(value ?? '')?.[1];
  return [select(fault, 'how', value ? 'on' : 'off', [['off', 'off'], ['on', 'by …']], (how) => set(how === 'on' ? 'PT5S' : undefined)),
    value && (seconds ? amount(fault, seconds, (number) => set(number ? `PT${number}S` : undefined)) : h('span', { class: 'mono' }, value))];
}

function choiceParts(fault, value, set) {
  return select(fault, 'how', value || '', fault.options, (chosen) => set(chosen || undefined));
}

function switchParts(fault, value, set) {
  return h('input', {
    type: 'checkbox', class: 'switch', role: 'switch', checked: value === true, 'aria-label': fault.label, 'data-focus': `${fault.name} switch`, 'data-testid': `${fault.name}-switch`,
    onchange: (event) => set(event.target.checked ? true : undefined),
  });
}
