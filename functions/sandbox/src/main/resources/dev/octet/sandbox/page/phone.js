// The phone of one person: who they are, their chats, and the open one as they see it.

import { copy } from './copy.js';
import { h, keep } from './dom.js';
import { icon } from './icons.js';
import { arrows, menuButton } from './menus.js';
import { trying } from './notices.js';
import { acceptTerms, cancel } from './people-side.js';
import { groupMark, mark } from './people-marks.js';
import { identity, openLink } from './person-forms.js';
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
  keep(head, [
    ['mark', [person.id, person.name], () => mark(person.name, person.id)],
    [
      'who',
      [person],
      () =>
        h(
          'div',
          { class: 'head-text' },
          h('h3', { dir: 'auto', 'data-testid': 'phone-name' }, person.name),
          h(
            'p',
            { class: 'handles' },
            [
              person.wa_id ? handle(person) : 'no phone number',
              person.wa_id && person.username && `@${person.username}`,
              !person.wa_id && person.username && `@${person.username}`,
            ]
              .filter(Boolean)
              .join(' · '),
          ),
        ),
    ],
    [
      'menu',
      [person],
      () =>
        menuButton({
          label: `What ${person.name} can do`,
          testid: 'person-menu',
          items: () => [
            { label: 'Open an invite link…', icon: 'link', act: () => openLink(person) },
            { label: 'Change number or user id…', icon: 'person', act: () => identity(person) },
            person.accepted_terms === false
              ? { label: 'Accept the newer terms', icon: 'document', act: () => trying('Terms', () => acceptTerms(person, true)) }
              : { label: 'Has not accepted newer terms', icon: 'document', act: () => trying('Terms', () => acceptTerms(person, false)) },
            { label: 'Copy the user id', icon: 'copy', act: () => copy(person.user_id) },
          ],
        }),
    ],
  ]);
}

const STATUS = { in: '', requested: 'Asked to come in', left: 'Left', removed: 'Removed by the business' };

function drawHome(person) {
  keep(
    warning,
    person.accepted_terms === false
      ? [
          [
            'terms',
            1,
            () => h('p', { class: 'bar' }, icon('document'), 'Has not accepted the newer terms: can ask to come in, and cannot be let in.'),
          ],
        ]
      : [],
  );
  const places = state.places.map((place) => [
    place.group_id,
    [place, groupOf(place.group_id)?.picture?.sha256],
    () => groupRow(person, place),
  ]);
  const alone = state.number
    ? [
        [
          state.number,
          businessName(state.number),
          () =>
            h(
              'li',
              {},
              h(
                'button',
                {
                  type: 'button',
                  class: 'row',
                  'data-focus': state.number,
                  'data-testid': 'place-business',
                  onclick: () => openPlace({ phone_number_id: state.number }),
                },
                h('span', { class: 'mark group business', 'aria-hidden': 'true' }, icon('chat')),
                h(
                  'span',
                  { class: 'row-text' },
                  h('span', { class: 'row-title' }, businessName(state.number)),
                  h('span', { class: 'row-more' }, 'The chat with the business alone'),
                ),
              ),
            ),
        ],
      ]
    : [];
  keep(list, [...places, ...alone]);
  keep(
    foot,
    [
      state.places.length === 0 && ['hint', 1, () => h('p', { class: 'hint' }, 'In no group yet. An invite link leads into one.')],
      [
        'open',
        person.id,
        () =>
          h(
            'button',
            { type: 'button', class: 'main wide', 'data-testid': 'open-link', onclick: () => openLink(person) },
            icon('link'),
            'Open an invite link',
          ),
      ],
    ].filter(Boolean),
  );
}

function groupRow(person, place) {
  const group = groupOf(place.group_id) ?? { id: place.group_id, subject: place.subject ?? 'A group that is gone' };
  const text = h(
    'span',
    { class: 'row-text' },
    h('span', { class: 'row-title', dir: 'auto' }, place.subject ?? group.subject),
    h('span', { class: 'row-more' }, STATUS[place.status] || businessName(place.phone_number_id)),
  );
  if (place.status === 'in') {
    return h(
      'li',
      {},
      h(
        'button',
        {
          type: 'button',
          class: 'row',
          'data-focus': place.group_id,
          'data-testid': 'place-group',
          onclick: () => openPlace({ group_id: place.group_id }),
        },
        groupMark(group),
        text,
      ),
    );
  }
  return h(
    'li',
    { class: 'row still', 'data-testid': `place-${place.status}` },
    groupMark(group),
    text,
    place.status === 'requested' &&
      h(
        'button',
        {
          type: 'button',
          class: 'small',
          'data-testid': 'cancel-request',
          onclick: () => trying('Cancelling', () => cancel(person, place.group_id)),
        },
        'Cancel',
      ),
  );
}
