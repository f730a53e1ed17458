// The drawer: what travels between Octet, the platform and the people, as it happens.

import { iconButton } from './buttons.js';
import { h, keep, put } from './dom.js';
import { icon } from './icons.js';
import { onTraffic } from './live.js';
import { on, state, tell } from './state.js';
import { details, row, standing } from './traffic-entry.js';

const KEPT = 1000;
const KINDS = [['call', 'Calls'], ['webhook', 'Webhooks'], ['notification', 'Notifications']];

const NOTHING = 'Nothing travelled yet, or nothing that the filters let through. Make a group, and its call, its webhook and its notification are seen here.';

const entries = new Map();
const shown = new Set(KINDS.map(([kind]) => kind));
let here = false;
let words = '';
let selected;
let still = false;
let drawer;

const list = h('ul', { class: 'traffic-list', 'aria-label': 'Traffic, the newest first', 'data-testid': 'traffic-list' });
const detail = h('div', { class: 'traffic-detail', 'data-testid': 'traffic-detail', tabindex: '0' });
const number = h('span', { class: 'light' });

export function trafficDrawer(element) {
  drawer = element;
  drawer.append(header(), h('div', { class: 'traffic-body' }, list, detail));
  list.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const all = [...list.querySelectorAll('button')];
    const to = all[all.indexOf(document.activeElement) + step];
    if (step && to) {
      event.preventDefault();
      to.focus();
      to.click();
    }
  });
  onTraffic(hear);
  on('opened column', draw);
  draw();
}

export function trafficIsOpen() {
  return Boolean(drawer) && (!drawer.hidden || document.body.dataset.column === 'traffic');
}

export function toggleTraffic() {
  drawer.hidden = !drawer.hidden;
  tell('traffic');
  draw();
}

function hear(news) {
  if (still) {
    return;
  }
  for (const entry of news) {
    entries.set(entry.id, entry);
  }
  while (entries.size > KEPT) {
    entries.delete(entries.keys().next().value);
  }
  if (news.length) {
    draw();
  }
}

/** After a reset. */
export function forgetTraffic() {
  entries.clear();
  selected = undefined;
  draw();
}

function header() {
  const toggle = ([kind, label]) => h('button', {
    type: 'button', class: 'filter', 'aria-pressed': 'true', 'data-testid': `filter-${kind}`,
    onclick: (event) => {
      shown.has(kind) ? shown.delete(kind) : shown.add(kind);
      event.currentTarget.setAttribute('aria-pressed', String(shown.has(kind)));
      draw();
    },
  }, h('span', { class: `dot ${kind}` }), label);
  const pressing = (label, testid, act) => h('button', {
    type: 'button', class: 'filter', 'aria-pressed': 'false', 'data-testid': testid,
    onclick: (event) => { event.currentTarget.setAttribute('aria-pressed', String(act())); draw(); },
  }, label);
  return h('header', { class: 'traffic-head' }, h('h2', {}, 'Traffic ', number),
    h('div', { class: 'filters', role: 'group', 'aria-label': 'What is shown' }, KINDS.map(toggle),
      pressing('This group', 'filter-group', () => { here = !here; return here; }),
      h('input', {
        type: 'search', placeholder: 'Filter by words', 'aria-label': 'Filter by words', 'data-testid': 'traffic-search',
        oninput: (event) => { words = event.target.value.toLowerCase(); draw(); },
      })),
    h('div', { class: 'traffic-tools' },
      pressing('Hold', 'traffic-hold', () => { still = !still; return still; }),
      h('button', { type: 'button', class: 'filter', onclick: forgetTraffic }, 'Clear'),
      iconButton('close', 'Close the traffic', toggleTraffic, { class: 'plain wide-only' })));
}

function wanted(entry) {
  return shown.has(entry.kind) && (!here || entry.group_id === state.group) && (!words || JSON.stringify(entry).toLowerCase().includes(words));
}

function draw() {
  if (!trafficIsOpen()) {
    return;
  }
  const all = [...entries.values()].filter(wanted).sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  put(number, all.length ? String(all.length) : '');
  keep(list, all.length ? all.map((entry) => [entry.id, [standing(entry), entry.id === selected], () => row(entry, entry.id === selected, () => choose(entry.id))])
    : [['none', 1, () => h('li', { class: 'empty' }, icon('pulse'), h('p', {}, NOTHING))]]);
  const entry = entries.get(selected);
  keep(detail, entry ? [[entry.id, entry, () => details(entry, () => choose(undefined))]] : [['none', 1, () => h('p', { class: 'empty' }, 'Choose an entry to read it.')]]);
  drawer.classList.toggle('reading', Boolean(entry));
}

function choose(id) {
  selected = id;
  draw();
}
