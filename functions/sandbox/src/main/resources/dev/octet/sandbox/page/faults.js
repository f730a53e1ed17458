// The faults of the platform: of all numbers, or of one.

import { sandbox } from './api.js';
import { button } from './buttons.js';
import { h, put } from './dom.js';
import { faultRow, FAULTS } from './fault-rows.js';
import { trying } from './notices.js';
import { state, take, tell } from './state.js';

const SHARE = 0.2;
let scope = '';

export function faultsPanel() {
  const holder = h('div', { class: 'stack' });
  draw(holder);
  return holder;
}

const of = (document) => (scope ? document.numbers?.[scope] ?? {} : document);

/** The faults as they are now, with one change: those that strike a few times count down meanwhile. */
async function change(holder, edit) {
  await trying('Faults', async () => {
    const document = await sandbox('GET', 'faults');
    const own = structuredClone(of(document));
    edit(own, document);
    const changed = scope ? { ...document, numbers: { ...document.numbers, [scope]: own } } : own;
    if (scope && Object.keys(own).length === 0) {
      delete changed.numbers[scope];
    }
    take({ faults: await sandbox('PUT', 'faults', changed) });
  });
  tell('faults');
  draw(holder);
}

const set = (holder, name, value) => change(holder, (own) => {
  if (value === undefined) {
    delete own[name];
  } else {
    own[name] = value;
  }
});

function byChance(all) {
  FAULTS.filter((it) => it.share).forEach((it) => { all[it.name] = it.share(SHARE); });
}

function scopeChoice(holder) {
  const choices = [['', 'all numbers'], ...state.numbers.map((number) => [number.id, `${number.verified_name} alone`])];
  return h('select', {
    id: 'fault-scope', 'data-testid': 'fault-scope', 'data-focus': 'scope', onchange: (event) => { scope = event.target.value; draw(holder); },
  }, choices.map(([id, words]) => h('option', { value: id, selected: id === scope }, words)));
}

function seedField(holder) {
  return h('input', {
    id: 'fault-seed', type: 'number', step: 1, 'data-testid': 'fault-seed', 'data-focus': 'seed', value: state.faults.seed ?? '', onchange: (event) => seed(holder, event.target.value),
  });
}

function draw(holder) {
  const focused = document.activeElement?.dataset?.focus;
  const own = of(state.faults);
  put(holder,
    h('p', { class: 'intro' }, 'What the platform gets wrong from now on, as the real one does now and then.'),
    h('p', { class: 'field' }, h('label', { for: 'fault-scope' }, 'For'), scopeChoice(holder)),
    h('ul', { class: 'faults' }, FAULTS.map((fault) => faultRow(fault, own[fault.name], (value) => set(holder, fault.name, value)))),
    h('p', { class: 'field' }, h('label', { for: 'fault-seed' }, 'Seed'), seedField(holder),
      h('span', { class: 'hint' }, 'With a seed, shares strike the same in every run; a new one begins the count again.')),
    h('p', { class: 'buttons' },
      button('quiet', 'All of chance at 20 %', () => change(holder, byChance), { 'data-testid': 'faults-share' }),
      button('quiet', 'All off', () => change(holder, (all) => FAULTS.forEach((it) => delete all[it.name])), { 'data-testid': 'faults-off' })));
  if (focused) {
    holder.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
  }
}

async function seed(holder, text) {
  await trying('Seed', async () => {
    const document = await sandbox('GET', 'faults');
    delete document.seed;
    delete document.draws;
    take({ faults: await sandbox('PUT', 'faults', text === '' ? document : { ...document, seed: Number(text) }) });
  });
  tell('faults');
  draw(holder);
}
