// The bar above: where this is, what time the platform has, what is set against it; and on a telephone the tabs below.

import { h, keep } from './dom.js';
import { isOn } from './fault-rows.js';
import { icon, logo } from './icons.js';
import { platformSheet } from './platform.js';
import { showColumn } from './routes.js';
import { now, on, state } from './state.js';
import { toggleTraffic, trafficIsOpen } from './traffic.js';
import { clockTime, count, exactly } from './words.js';

const clock = h('button', { type: 'button', class: 'chip', 'data-testid': 'clock', onclick: () => platformSheet('clock') });
const edition = h('span', { class: 'chip wide-only', hidden: true });
const faults = h('button', { type: 'button', class: 'chip alarm', hidden: true, 'data-testid': 'faults-on', onclick: () => platformSheet('faults') });
const traffic = h('button', {
  type: 'button', class: 'quiet', 'data-testid': 'toggle-traffic', 'aria-expanded': 'false', 'aria-controls': 'traffic', onclick: toggleTraffic,
}, icon('pulse'), h('span', {}, 'Traffic'));

const COLUMNS = [['numbers', 'Groups', 'list'], ['chat', 'Chat', 'chat'], ['people', 'People', 'people'], ['traffic', 'Traffic', 'pulse']];

export function topBar(bar, tabs) {
  bar.append(
    h('h1', {}, logo(), h('span', {}, 'Octet'), h('span', { class: 'light' }, 'sandbox')),
    h('div', { class: 'top-facts' }, edition, clock, faults),
    h('div', { class: 'top-actions' }, traffic,
      h('button', { type: 'button', class: 'quiet', 'data-testid': 'open-platform', 'aria-label': 'Platform', onclick: () => platformSheet() },
        icon('sliders'), h('span', {}, 'Platform'))));
  on('clock', drawClock);
  on('faults', drawFaults);
  on('about', () => { edition.hidden = !state.about; edition.textContent = state.about ? `Rules of ${state.about.rules_edition}` : ''; });
  on('column traffic', () => { traffic.setAttribute('aria-expanded', String(trafficIsOpen())); drawTabs(tabs); });
  setInterval(drawClock, 1000);
  drawClock();
  drawTabs(tabs);
}

function drawClock() {
  const ahead = Math.abs(state.ahead) >= 2000;
  clock.replaceChildren(icon('clock'), ahead ? exactly(now()) : clockTime(now()));
  clock.classList.toggle('moved', ahead);
  clock.title = ahead ? 'The platform’s clock, which was moved' : 'The platform’s clock';
}

/** How many faults are set, of all numbers and of one. */
function faultsOn(document) {
  const own = (faults) => Object.entries(faults).filter(([name, value]) => !['numbers', 'seed', 'draws'].includes(name) && isOn(value)).length;
  return own(document) + Object.values(document.numbers ?? {}).reduce((sum, ofOne) => sum + own(ofOne), 0);
}

function drawFaults() {
  const many = faultsOn(state.faults);
  faults.hidden = many === 0;
  faults.replaceChildren(icon('warning'), `${count(many, 'fault')} on`);
}

function drawTabs(tabs) {
  const open = document.body.dataset.column;
  keep(tabs, COLUMNS.map(([name, label, drawing]) => [name, [open === name], () => h('button', {
    type: 'button', 'aria-current': open === name ? 'page' : undefined, 'data-testid': `tab-${name}`, 'data-focus': name, onclick: () => showColumn(name),
  }, icon(drawing), label)]));
}
