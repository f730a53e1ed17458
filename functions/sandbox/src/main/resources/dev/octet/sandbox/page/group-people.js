// Who is in the group, and who asks to come in.

import { button } from './buttons.js';
import { answerRequests, removePeople } from './business.js';
import { confirmDialog } from './dialogs.js';
import { h } from './dom.js';
import { icon } from './icons.js';
import { trying } from './notices.js';
import { mark } from './people-marks.js';
import { openPerson, showColumn } from './routes.js';
import { businessName, numberOf } from './state.js';
import { handle } from './words.js';

const text = (title, more) => h('span', { class: 'row-text' }, title, h('span', { class: 'row-more' }, more));
const name = (of) => h('span', { class: 'row-title', dir: 'auto' }, of);

export function requests(group) {
  const asking = group.join_requests;
  const answer = (ids, approve) => trying(approve ? 'Letting in' : 'Turning down', () => answerRequests(group.id, ids, approve));
  return h('section', { 'data-testid': 'join-requests' }, h('h4', {}, `Ask to come in (${asking.length})`),
    h('ul', { class: 'rows plain-rows' }, asking.map((it) => h('li', { class: 'row asking', 'data-testid': 'join-request' },
      mark(it.name, it.id), text(name(it.name), handle(it)),
      button('small main', 'Let in', () => answer([it.join_request_id], true), { 'aria-label': `Let ${it.name} in`, 'data-testid': 'approve' }),
      button('small', 'No', () => answer([it.join_request_id], false), { 'aria-label': `Turn ${it.name} down`, 'data-testid': 'reject' })))),
    asking.length > 1 && button('quiet', 'Let all in', () => answer(asking.map((it) => it.join_request_id), true), { 'data-testid': 'approve-all' }));
}

export function participants(group, gone) {
  const people = group.participants ?? [];
  return h('section', { 'data-testid': 'participants' }, h('h4', {}, `People (${people.length} of ${numberOf(group.phone_number_id)?.participant_limit ?? 8})`),
    h('ul', { class: 'rows plain-rows' },
      h('li', { class: 'row' }, h('span', { class: 'mark group business', 'aria-hidden': 'true' }, icon('chat')), text(name(businessName(group.phone_number_id)), 'The business')),
      people.map((it) => participant(group, it, gone))),
    people.length === 0 && h('p', { class: 'hint' }, 'Nobody came in yet. Send the link below, or open it on a phone on the right.'));
}

function participant(group, person, gone) {
  const see = () => {
    openPerson(person.id);
    showColumn('people');
  };
  return h('li', { class: 'row', 'data-testid': 'participant' }, mark(person.name, person.id),
    text(button('row-title as-text', person.name, see, { dir: 'auto', title: 'See their phone' }), handle(person)),
    !gone && button('small', 'Remove', () => removing(group, person), { 'aria-label': `Remove ${person.name}`, 'data-testid': 'remove' }));
}

function removing(group, person) {
  confirmDialog({
    title: `Remove ${person.name}?`, id: 'remove-dialog', action: 'Remove', text: 'Who was removed by the business cannot come back by any link.',
    submit: () => removePeople(group.id, [person]),
  });
}
