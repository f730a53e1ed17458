// Reads what the views show. Each tells of what is new, and of nothing else.

import { Refused, sandbox } from './api.js';
import { state, take, tell } from './state.js';

/** What is not there is `undefined`; all else that goes wrong is thrown. */
async function orNothing(promise) {
  try {
    return await promise;
  } catch (refused) {
    if (refused instanceof Refused && refused.status === 404) {
      return undefined;
    }
    throw refused;
  }
}

async function pages(path, name) {
  const all = [];
  let after = '';
  for (;;) {
    const page = await sandbox('GET', `${path}${path.includes('?') ? '&' : '?'}limit=1000${after && `&after=${encodeURIComponent(after)}`}`);
    all.push(...page[name]);
    if (!page.next || page[name].length < 1000) {
      return all;
    }
    after = page.next;
  }
}

export async function loadNumbers() {
  const { numbers } = await sandbox('GET', 'numbers');
  const number = state.number && numbers.some((it) => it.id === state.number) ? state.number : numbers[0]?.id;
  if (take({ numbers, number })) {
    tell('numbers');
  }
}

export async function loadGroups() {
  const number = state.number;
  const { groups } = await sandbox('GET', `groups?phone_number_id=${number}`);
  if (number === state.number && take({ groups })) {
    tell('groups');
  }
}

export async function loadPeople() {
  const { people } = await sandbox('GET', 'people');
  if (take({ people })) {
    tell('people');
  }
}

export async function loadChat() {
  const group = state.group;
  if (!group) {
    return;
  }
  const path = `groups/${encodeURIComponent(group)}`;
  const [truth, messages, events] = await Promise.all([
    orNothing(sandbox('GET', path)), orNothing(pages(`${path}/messages`, 'messages')), orNothing(pages(`${path}/events`, 'events'))]);
  if (group !== state.group) {
    return; // another one was opened meanwhile
  }
  const last = truth ?? (state.truth?.id === group ? state.truth : state.groups.find((it) => it.id === group));
  const changed = take({
    truth: last, gone: !truth, messages: messages ?? state.messages, events: events ?? (truth ? madeOnly(truth) : state.events),
  });
  if (changed) {
    tell('chat');
  }
}

const madeOnly = (truth) => [{ at: truth.created_at, type: 'created', by: 'business' }];

/** The chats of a person: the groups, and the businesses they can write to. */
async function placesOf(person) {
  const listed = await orNothing(sandbox('GET', `people/${person}/groups`));
  if (listed) {
    return listed.groups;
  }
  const { groups } = await sandbox('GET', 'groups');
  return groups.flatMap((group) => {
    const status = group.participants.some((it) => it.id === person) ? 'in' : group.join_requests.some((it) => it.id === person) ? 'requested' : undefined;
    return status ? [{ group_id: group.id, phone_number_id: group.phone_number_id, status, subject: group.subject, since: group.created_at }] : [];
  });
}

export async function loadPhone() {
  const { person, place } = state;
  if (!person) {
    return;
  }
  const places = await placesOf(person);
  const { seen, outside } = place ? await seenAt(person, place, places) : { seen: [], outside: '' };
  if (person !== state.person || JSON.stringify(place) !== JSON.stringify(state.place)) {
    return;
  }
  if (take({ places, seen, outside })) {
    tell('phone');
  }
}

const OUTSIDE = {
  requested: 'Has asked to come in: until the business agrees there is nothing to see.', left: 'Left this group.', removed: 'Was removed from this group by the business.',
};

/** Who is not in a group sees nothing of it. */
async function seenAt(person, place, places) {
  const status = place.group_id && (places.find((it) => it.group_id === place.group_id)?.status ?? 'not in it');
  if (status && status !== 'in') {
    return { seen: [], outside: OUTSIDE[status] ?? 'Is not in this group.' };
  }
  try {
    return { seen: await pages(`people/${person}/messages?${new URLSearchParams(place)}`, 'messages'), outside: '' };
  } catch (refused) {
    if (refused instanceof Refused && [400, 404].includes(refused.status)) {
      return { seen: [], outside: refused.message };
    }
    throw refused;
  }
}

export async function loadFaults() {
  if (take({ faults: await sandbox('GET', 'faults') })) {
    tell('faults');
  }
}

async function loadClock() {
  const clock = await sandbox('GET', 'clock');
  if (take({ ahead: Math.round((Date.parse(clock.now) - Date.now()) / 1000) * 1000, clockAhead: clock.ahead })) {
    tell('clock');
  }
}

export async function loadAbout() {
  if (take({ about: await orNothing(sandbox('GET', 'about')) })) {
    tell('about');
  }
}

/** All that is shown. */
export async function loadAll() {
  await loadNumbers();
  await Promise.all([loadGroups(), loadPeople(), loadChat(), loadPhone(), loadFaults(), loadClock()]);
}
