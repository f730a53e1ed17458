// What the page knows, and who wants to hear of a change.

export const state = {
  about: undefined, // what the sandbox says of itself
  ahead: 0, // by how many milliseconds the platform's clock is ahead of this one
  numbers: [],
  number: undefined, // the id of the one that is looked at
  groups: [],
  group: undefined, // the id of the open one
  truth: undefined, // all that the platform knows of it
  gone: false, // whether it was there and is not any more
  messages: [],
  events: [],
  people: [],
  person: undefined, // whose phone is looked at
  places: [], // the chats on that phone
  place: undefined, // the open one: {group_id} or {phone_number_id}
  seen: [], // its messages, as that person sees them
  outside: '', // why that person cannot read there
  faults: {},
};

const listeners = new Map();

/** Calls `listener` after each change of one of the topics. */
export function on(topics, listener) {
  for (const topic of topics.split(' ')) {
    listeners.set(topic, [...(listeners.get(topic) ?? []), listener]);
  }
}

export function tell(...topics) {
  const told = new Set(topics.flatMap((topic) => listeners.get(topic) ?? []));
  told.forEach((listener) => listener());
}

/** Takes what was read into the state; whether it is anything new. */
export function take(values) {
  const before = JSON.stringify(Object.keys(values).map((name) => state[name]));
  Object.assign(state, values);
  return before !== JSON.stringify(Object.values(values));
}

/** The platform's time. */
export function now() {
  return Date.now() + state.ahead;
}

export const numberOf = (id) => state.numbers.find((number) => number.id === id);
export const personOf = (id) => state.people.find((person) => person.id === id);
export const groupOf = (id) => (state.truth?.id === id ? state.truth : state.groups.find((group) => group.id === id));
export const businessName = (id) => numberOf(id)?.verified_name ?? `Number ${id}`;
export const nameOf = (personId) => personOf(personId)?.name
  ?? [...(state.truth?.participants ?? []), ...(state.truth?.join_requests ?? [])].find((it) => it.id === personId)?.name ?? 'Somebody';
