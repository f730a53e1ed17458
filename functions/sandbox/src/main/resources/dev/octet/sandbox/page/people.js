// The right column: people, and the phone of one of them.

import { h, keep, put } from './dom.js';
import { icon } from './icons.js';
import { arrows } from './menus.js';
import { mark } from './people-marks.js';
import { newPerson } from './person-forms.js';
import { phoneView } from './phone.js';
import { openPerson } from './routes.js';
import { on, state } from './state.js';

const MANY = 12;

let wanted = '';

const search = h('input', {
  type: 'search', class: 'search', placeholder: 'Find somebody', 'aria-label': 'Find somebody', 'data-testid': 'person-search',
  oninput: (event) => { wanted = event.target.value.toLowerCase(); draw(); },
});
const strip = h('ul', { class: 'strip', 'aria-label': 'People', 'data-testid': 'people' });
const empty = h('div', { class: 'empty' });
const phone = h('div', { class: 'phone-holder' });

export function peopleColumn(column) {
  column.append(
    h('header', { class: 'people-head' }, h('h2', {}, 'People'),
      h('button', { type: 'button', class: 'quiet', 'data-testid': 'new-person', onclick: newPerson }, icon('plus'), 'New person')),
    search, strip, empty, phone);
  arrows(strip, 'button');
  phoneView(phone);
  on('people chat', draw);
  draw();
}

/** Who is in the open group stands first, then who asks to come in. */
function standing(person) {
  return state.truth?.participants?.some((it) => it.id === person.id) ? 'in' : state.truth?.join_requests?.some((it) => it.id === person.id) ? 'asks' : '';
}

const WORDS = { in: 'in the open group', asks: 'asks to come in', '': 'not in the open group' };
const ORDER = { in: 0, asks: 1, '': 2 };

function draw() {
  const people = state.people.filter((person) => [person.name, person.wa_id, person.username, person.user_id].some((it) => it?.toLowerCase().includes(wanted)))
    .map((person) => ({ ...person, stands: standing(person) })).sort((a, b) => ORDER[a.stands] - ORDER[b.stands]);
  search.hidden = state.people.length < MANY && !wanted;
  keep(strip, people.map((person) => [person.id, [person.name, person.stands, person.id === state.person, Boolean(state.truth)], () => h('li', {}, h('button', {
    type: 'button', class: `face ${person.stands}`, 'data-testid': 'person', 'data-id': person.id, 'data-focus': person.id,
    'aria-pressed': String(person.id === state.person), title: `${person.name}, ${WORDS[person.stands]}`, onclick: () => openPerson(person.id),
  }, mark(person.name, person.id), h('span', { class: 'face-name', dir: 'auto' }, person.name),
  h('span', { class: 'hidden' }, state.truth ? `, ${WORDS[person.stands]}` : '')))]));
  strip.hidden = people.length === 0;
  if (wanted && people.length === 0) {
    put(empty, h('p', {}, 'Nobody is called like that.'));
  } else if (people.length === 0) {
    put(empty, icon('person'), h('h3', {}, 'Nobody is here yet'), h('p', {}, 'Make a person, with or without a phone number, and open an invite link on their phone.'));
  } else if (!state.person) {
    put(empty, icon('person'), h('p', {}, 'Choose somebody to see their phone.'));
  } else {
    put(empty);
  }
}
