// The left column: a business number, and its groups.

import { graph } from './api.js';
import { createGroup } from './business.js';
import { field, formDialog } from './dialogs.js';
import { h, keep, put } from './dom.js';
import { icon } from './icons.js';
import { arrows } from './menus.js';
import { trying } from './notices.js';
import { groupMark } from './people-marks.js';
import { openGroup, openNumber } from './routes.js';
import { numberOf, now, on, state } from './state.js';
import { count, phone, short } from './words.js';

const MANY = 7;
const PAGE = 100;

const TROUBLE = new Set(['Not eligible for groups', 'Making groups disabled', 'Account locked', 'Token invalid']);

let wanted = '';
let older = [];
let olderAfter;

const head = h('div', { class: 'number-head' });
const search = h('input', {
  type: 'search', class: 'search', placeholder: 'Find a group', 'aria-label': 'Find a group', 'data-testid': 'group-search',
  oninput: (event) => { wanted = event.target.value.toLowerCase(); drawGroups(); },
});
const list = h('ul', { class: 'rows', 'aria-label': 'Groups', 'data-testid': 'groups' });
const more = h('div', { class: 'list-end' });

export function numbersColumn(column) {
  column.append(head, search, list, more);
  arrows(list, 'button.row');
  on('numbers faults', drawNumber);
  on('numbers groups clock', drawGroups);
  on('numbers', () => { older = []; olderAfter = undefined; });
  drawNumber();
}

function drawNumber() {
  const number = numberOf(state.number);
  if (!number) {
    put(head);
    return;
  }
  const choice = h('select', {
    'aria-label': 'Business number', 'data-testid': 'number', 'data-focus': 'number', onchange: (event) => openNumber(event.target.value),
  }, state.numbers.map((it) => h('option', { value: it.id, selected: it.id === state.number }, it.verified_name)));
  const facts = [
    phone(number.display_phone_number),
    number.official_business_account && 'Official business',
    !number.eligible && 'Not eligible for groups',
    number.groups_disabled && 'Making groups disabled',
    number.locked && 'Account locked',
    !number.token_valid && 'Token invalid',
    number.coexistence && 'Also in the app',
    number.multi_solution && 'Multi-solution',
  ].filter(Boolean);
  keep(head, [
    ['choice', [state.number, state.numbers.map((it) => [it.id, it.verified_name])], () => choice],
    ['facts', [facts, number.active_groups], () => h('p', { class: 'facts' }, facts.map((fact) => h('span', { class: `chip ${TROUBLE.has(fact) ? 'alarm' : ''}` }, fact)),
      h('span', { class: 'chip' }, count(number.active_groups, 'group')))],
    ['new', 1, () => h('button', { class: 'main wide', type: 'button', 'data-testid': 'new-group', onclick: newGroup }, icon('plus'), 'New group')],
  ]);
}

function drawGroups() {
  const all = [...state.groups, ...older.filter((group) => !state.groups.some((it) => it.id === group.id))];
  const shown = all.filter((group) => group.subject.toLowerCase().includes(wanted));
  search.hidden = all.length < MANY && !wanted;
  keep(list, shown.map((group) => [group.id, [
    group.subject, group.picture?.sha256, group.invite_link, group.suspended, group.total_participant_count, group.join_requests?.length, group.id === state.group,
    short(group.created_at, now())], () => row(group)]));
  if (shown.length === 0) {
    put(more, h('div', { class: 'empty' }, icon('people'), wanted
      ? h('p', {}, 'No group has a subject like that.')
      : [h('h3', {}, 'No groups yet'), h('p', {}, 'Make one: the business is in it alone at first, and people come in by its invite link.')]));
  } else {
    put(more, state.groups.length >= PAGE && olderAfter !== ''
      ? h('button', { class: 'quiet', type: 'button', onclick: () => trying('Older groups', showOlder) }, 'Show older groups') : '');
  }
}

function row(group) {
  const asking = group.join_requests?.length ?? 0;
  return h('li', {}, h('button', {
    type: 'button', class: 'row', 'data-focus': group.id, 'data-testid': 'group', 'aria-current': group.id === state.group ? 'true' : undefined,
    onclick: () => openGroup(group.id),
  },
  groupMark(group),
  h('span', { class: 'row-text' },
    h('span', { class: 'row-title', dir: 'auto' }, group.subject),
    h('span', { class: 'row-more' }, group.suspended ? h('em', { class: 'alarm' }, 'Suspended') : peopleIn(group))),
  h('span', { class: 'row-side' }, h('time', { datetime: group.created_at }, short(group.created_at, now())),
    asking > 0 && h('span', { class: 'badge', title: `${asking} waiting to be let in` }, asking))));
}

function peopleIn(group) {
  return group.total_participant_count ? `${count(group.total_participant_count, 'person', 'people')} in it` : 'Nobody came in yet';
}

/** The platform's truth lists the newest alone; Octet's own list has all, in pages. */
async function showOlder() {
  const page = await graph('GET', `${state.number}/groups?limit=${PAGE}${olderAfter ? `&after=${encodeURIComponent(olderAfter)}` : ''}`);
  older.push(...page.data.groups.map((group) => ({ ...group, created_at: new Date(Number(group.created_at) * 1000).toISOString() })));
  olderAfter = page.paging?.cursors?.after && page.data.groups.length === PAGE ? page.paging.cursors.after : '';
  drawGroups();
}

export function newGroup() {
  formDialog({
    title: 'New group', id: 'new-group-dialog', action: 'Make the group',
    intro: 'Octet asks the platform for it. Its id and its invite link come a moment later, by webhook.',
    fields: [
      field({ name: 'subject', label: 'Subject', required: true, 'data-testid': 'subject' }),
      field({ name: 'description', label: 'Description', rows: 3, 'data-testid': 'description' }),
      field({ name: 'approval', label: 'The business looks at every request before somebody comes in', type: 'checkbox', 'data-testid': 'approval' }),
    ],
    submit: (form) => createGroup({ subject: form.get('subject'), description: form.get('description'), approval: form.get('approval') }, openGroup),
  });
}
