// What is open stands in the address, so that loading again shows the same.

import { loadChat, loadGroups, loadPhone } from './load.js';
import { sayWrong } from './notices.js';
import { state, tell } from './state.js';

function write() {
  const open = { number: state.number, group: state.group, person: state.person, ...Object.fromEntries(
    Object.entries(state.place ?? {}).map(([name, value]) => [name === 'group_id' ? 'in' : 'with', value])) };
  const hash = new URLSearchParams(Object.entries(open).filter(([, value]) => value)).toString();
  history.replaceState(null, '', `#${hash}`);
}

export function read() {
  const open = new URLSearchParams(location.hash.slice(1));
  state.number = open.get('number') ?? undefined;
  state.group = open.get('group') ?? undefined;
  state.person = open.get('person') ?? undefined;
  state.place = open.get('in') ? { group_id: open.get('in') } : open.get('with') ? { phone_number_id: open.get('with') } : undefined;
}

const wrong = (error) => sayWrong(error, 'Reading');

/** On a telephone one column is seen at a time. */
export function showColumn(name) {
  document.body.dataset.column = name;
  tell('column');
}

export function openNumber(id) {
  Object.assign(state, { number: id, group: undefined, truth: undefined, gone: false, groups: [], messages: [], events: [] });
  write();
  tell('numbers', 'groups', 'chat');
  loadGroups().catch(wrong);
}

export function openGroup(id) {
  if (state.group !== id) {
    Object.assign(state, { group: id, truth: state.groups.find((group) => group.id === id), gone: false, messages: [], events: [] });
    write();
    tell('groups', 'chat', 'people', 'opened');
    loadChat().catch(wrong);
  }
  if (id) {
    showColumn('chat');
  }
}

export function openPerson(id) {
  const same = state.person === id;
  Object.assign(state, { person: id, places: same ? state.places : [], place: undefined, seen: [], outside: '' });
  write();
  tell('people', 'phone');
  loadPhone().catch(wrong);
}

export function openPlace(place) {
  Object.assign(state, { place, seen: [], outside: '' });
  write();
  tell('phone', 'placed');
  loadPhone().catch(wrong);
}

/** After a reset. */
export function closeAll() {
  Object.assign(state, { group: undefined, truth: undefined, gone: false, messages: [], events: [], person: undefined, place: undefined, places: [], seen: [] });
  write();
  tell('numbers', 'groups', 'chat', 'people', 'phone');
}
