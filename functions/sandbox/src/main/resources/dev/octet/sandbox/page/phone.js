// The phone of one person: who they are, their chats, and the open one as they see it.

import { button } from './buttons.js';
import { copy } from './copy.js';
import { h, keep } from './dom.js';
import { icon } from './icons.js';
import { openLink } from './link-dialog.js';
import { arrows, menuButton } from './menus.js';
import { trying } from './notices.js';
import { acceptTerms, cancel } from './people-side.js';
import { groupMark, mark } from './people-marks.js';
import { identity } from './person-forms.js';
import { drawPhoneChat, phoneChat } from './phone-chat.js';
import { openPlace } from './routes.js';
import { businessName, groupOf, on, personOf, state } from './state.js';
import { handle } from './words.js';

const head = h('header', { class: 'phone-head' });
const warning = h('div', { class: 'bars' });
const list = h('ul', { class: 'rows', 'aria-label': 'Chats', 'data-testid': 'places' });
const foot = h('div', { class: 'phone-actions' });
const home = h('div', { class: 'phone-home' }, warning, list, foot);
const chat = phoneChat();
const phone = h('article', { class: 'phone', 'aria-label': 'Phone', 'data-testid': 'phone' }, head, home, chat);

export function phoneView(holder) {
  holder.append(phone);
  arrows(list, 'button.row');
  on('people phone chat numbers groups', draw);
  on('placed', () => chat.querySelector(state.place ? 'textarea' : 'nothing')?.focus({ preventScroll: true }));
  draw();
}

function draw() {
  const person = personOf(state.person);
  phone.hidden = !person;
  if (!person) {
    return;
  }
  phone.setAttribute('aria-label', `Phone of ${person.name}`);
  drawHead(person);
  home.hidden = Boolean(state.place);
  chat.hidden = !state.place;
  if (state.place) {
    drawPhoneChat(person);
  } else {
    drawHome(person);
  }
}

function drawHead(person) {
  const handles = [person.wa_id ? handle(person) : 'no phone number', person.username && `@${person.username}`].filter(Boolean).join(' · ');
  keep(head, [
    ['mark', [person.id, person.name], () => mark(person.name, person.id)],
    ['who', [person.name, handles], () => h('div', { class: 'head-text' },
      h('h3', { dir: 'auto', 'data-testid': 'phone-name' }, person.name), h('p', { class: 'handles' }, handles))],
    ['menu', [person], () => menuButton({ label: `What ${person.name} can do`, testid: 'person-menu', items: () => acts(person) })],
  ]);
}

function acts(person) {
  const accepted = person.accepted_terms !== false;
  return [
    { label: 'Open an invite link…', icon: 'link', act: () => openLink(person) },
    { label: 'Change number or user id…', icon: 'person', act: () => identity(person) },
    { label: accepted ? 'Has not accepted newer terms' : 'Accept the newer terms', icon: 'document', act: () => trying('Terms', () => acceptTerms(person, !accepted)) },
    { label: 'Copy the user id', icon: 'copy', act: () => copy(person.user_id) },
  ];
}

const STATUS = { in: '', requested: 'Asked to come in', left: 'Left', removed: 'Removed by the business' };

function drawHome(person) {
  keep(warning, person.accepted_terms === false
    ? [['terms', 1, () => h('p', { class: 'bar' }, icon('document'), 'Has not accepted the newer terms: can ask to come in, and cannot be let in.')]] : []);
  const places = state.places.map((place) => [place.group_id, [place, groupOf(place.group_id)?.picture?.sha256], () => groupRow(person, place)]);
  const business = businessName(state.number);
  const alone = state.number ? [[state.number, business, () => placeRow({ phone_number_id: state.number }, 'place-business',
    [h('span', { class: 'mark group business', 'aria-hidden': 'true' }, icon('chat')), rowText(business, 'The chat with the business alone')])]] : [];
  keep(list, [...places, ...alone]);
  keep(foot, [
    state.places.length === 0 && ['hint', 1, () => h('p', { class: 'hint' }, 'In no group yet. An invite link leads into one.')],
    ['open', person.id, () => button('main wide', 'Open an invite link', () => openLink(person), { drawing: 'link', 'data-testid': 'open-link' })],
  ].filter(Boolean));
}

function groupRow(person, place) {
  const group = groupOf(place.group_id) ?? { id: place.group_id, subject: place.subject ?? 'A group that is gone' };
  const inside = [groupMark(group), rowText(place.subject ?? group.subject, STATUS[place.status] || businessName(place.phone_number_id))];
  if (place.status === 'in') {
    return placeRow({ group_id: place.group_id }, 'place-group', inside);
  }
  return h('li', { class: 'row still', 'data-testid': `place-${place.status}` }, inside, place.status === 'requested'
    && button('small', 'Cancel', () => trying('Cancelling', () => cancel(person, place.group_id)), { 'data-testid': 'cancel-request' }));
}

const rowText = (title, more) => h('span', { class: 'row-text' }, h('span', { class: 'row-title', dir: 'auto' }, title), h('span', { class: 'row-more' }, more));

function placeRow(place, testid, inside) {
  return h('li', {}, h('button', { type: 'button', class: 'row', 'data-focus': Object.values(place)[0], 'data-testid': testid, onclick: () => openPlace(place) }, inside));
}
