// How names, times and numbers are said.

export function initials(name) {
  const words = (name ?? '').replace(/[^\p{L}\p{N}\p{Extended_Pictographic}\s]/gu, ' ').trim().split(/\s+/u).filter(Boolean);
  const first = (word) => [...new Intl.Segmenter().segment(word)][0]?.segment ?? '';
  return ((words[0] ? first(words[0]) : '?') + (words.length > 1 ? first(words.at(-1)) : '')).toUpperCase();
}

/** One of eight colours, always the same for the same. */
export function tint(text) {
  let hash = 0x811c9dc5;
  for (const character of text ?? '') {
    hash = Math.imul(hash ^ character.codePointAt(0), 0x01000193);
  }
  return `tint${hash >>> 29}`;
}

const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const SHORT_DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const EXACT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' });

export const time = (at) => TIME.format(new Date(at));
export const day = (at) => DAY.format(new Date(at));
export const exactly = (at) => EXACT.format(new Date(at));
export const clockTime = (at) => new Date(at).toLocaleTimeString(undefined, { hourCycle: 'h23' });

/** The time of what is of the platform's today, the day of what is older. */
export function short(at, now) {
  return new Date(at).toDateString() === new Date(now).toDateString() ? time(at) : SHORT_DAY.format(new Date(at));
}

export function phone(digits) {
  return digits ? `+${digits}` : '';
}

/** How a person is told apart: number, else username, else user id. */
export function handle(person) {
  return person.wa_id ? phone(person.wa_id) : person.username ? `@${person.username}` : person.user_id;
}

export function count(number, one, many = `${one}s`) {
  return `${number} ${number === 1 ? one : many}`;
}

const REASONS = {
  unknown_link: 'There is no such link.',
  dead_link: 'This link was renewed. Only the newest one works.',
  group_full: 'The group is full: all places are taken.',
  group_suspended: 'The group is suspended. Nobody can come in until that is over.',
  banned: 'The business removed this person before. No link brings them back.',
  another_business: 'In a group there is one business, the one that made it: another one cannot come in.',
  own_group: 'This business made the group, and is in it.',
  too_many_requests: 'Too many people wait to be let in already.',
};

export function refusal(reason) {
  return REASONS[reason] ?? `The platform says no: ${String(reason).replaceAll('_', ' ')}.`;
}
