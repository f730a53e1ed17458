// A message as a bubble, the same in the chat of the business and on the phones.

import { h, keep, put } from './dom.js';
import { icon, ticks } from './icons.js';
import { day, time } from './words.js';

const NO_FORM = { view_once: 'View-once photo', disappearing: 'Disappearing message', poll: 'Poll', poll_creation: 'Poll' };
const LINK = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}]/gu;

/** What stands under a message's type, whoever wrote it. */
export function contentOf(message) {
  return message[message.type] ?? {};
}

/** Reactions stand at what they are to: message id → [{emoji, who}], each person's last. */
export function reactions(messages, nameOf) {
  const latest = new Map();
  for (const message of messages.filter((it) => it.type === 'reaction')) {
    const { message_id: to, emoji } = message.of;
    const of = latest.get(to) ?? new Map();
    of.set(message.sender, emoji);
    latest.set(to, of);
  }
  return new Map(
    [...latest].map(([to, of]) => [to, [...of].filter(([, emoji]) => emoji).map(([sender, emoji]) => ({ emoji, who: nameOf(sender) }))]),
  );
}

/** A message in few words, as it is quoted. */
export function inShort(message) {
  const of = message.of ?? {};
  switch (message.type) {
    case 'text':
      return of.body ?? '';
    case 'template':
      return of.text ?? `Template ${of.name}`;
    case 'image':
      return of.caption ?? 'Photo';
    case 'video':
      return of.caption ?? 'Video';
    case 'audio':
      return of.voice ? 'Voice note' : 'Audio';
    case 'document':
      return of.filename ?? of.caption ?? 'Document';
    case 'sticker':
      return 'Sticker';
    case 'unsupported':
      return NO_FORM[of.type] ?? 'Something that the API has no form for';
    default:
      return message.type;
  }
}

/** Addresses can be followed; `open` may take an invite link instead. */
function linked(text, open) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    parts.push(text.slice(from, match.index));
    const invite = open && match[0].includes('/sandbox/invite/');
    parts.push(
      h(
        'a',
        {
          href: match[0],
          target: '_blank',
          rel: 'noopener noreferrer',
          onclick: invite
            ? (event) => {
                event.preventDefault();
                open(match[0]);
              }
            : undefined,
        },
        match[0],
      ),
    );
    from = match.index + match[0].length;
  }
  return [...parts, text.slice(from)];
}

function file(of, kind, preview) {
  const tile = () => h('span', { class: 'tile' }, icon(kind), h('span', {}, of.filename ?? of.mime_type ?? kind));
  if (!preview || !of.id) {
    return tile();
  }
  const holder = h('span', { class: 'preview' });
  const picture = h('img', {
    src: `/sandbox/api/media/${of.id}`,
    alt: of.caption ?? kind,
    loading: 'lazy',
    onerror: () => holder.replaceChildren(tile()),
    onload: () => {
      if (picture.naturalWidth < 2) {
        holder.replaceChildren(tile());
      }
    },
  }); // a placeholder of one pixel shows nothing
  holder.append(picture);
  return holder;
}

function caption(of, open) {
  return of.caption && h('p', { class: 'said', dir: 'auto' }, linked(of.caption, open));
}

function inside(message, open) {
  const of = message.of ?? {};
  switch (message.type) {
    case 'text':
      return [h('p', { class: 'said', dir: 'auto' }, linked(of.body ?? '', open))];
    case 'template':
      return [h('p', { class: 'kind' }, icon('template'), of.name), h('p', { class: 'said', dir: 'auto' }, linked(of.text ?? '', open))];
    case 'image':
    case 'sticker':
      return [file(of, message.type, true), caption(of, open)];
    case 'video':
    case 'audio':
    case 'document':
      return [file(of, message.type, false), caption(of, open)];
    case 'location':
      return [
        h('p', { class: 'kind' }, icon('pin'), 'Location'),
        h('p', { class: 'said' }, of.name ?? of.address ?? `${of.latitude}, ${of.longitude}`),
      ];
    case 'contacts':
      return [
        h('p', { class: 'kind' }, icon('person'), 'Contacts'),
        h(
          'p',
          { class: 'said' },
          [of]
            .flat()
            .map((it) => it.name?.formatted_name)
            .filter(Boolean)
            .join(', '),
        ),
      ];
    case 'unsupported':
      return [
        h('p', { class: 'kind' }, icon(of.type === 'view_once' ? 'once' : of.type === 'poll' ? 'poll' : 'warning'), inShort(message)),
        h('p', { class: 'hint' }, 'The business gets this as “unsupported”.'),
      ];
    default:
      return [h('p', { class: 'said' }, message.type)];
  }
}

/**
 * @param message {id, at, type, of, mine, sender, name, tint, quoted, reactions, pinned, ticks: {state, words}, unread, failed}
 * @param acts {menu: () => element, open: invite link → what to do, quoted: id → what to do}
 */
export function bubble(message, acts = {}) {
  return h(
    'li',
    {
      class: `bubble ${message.mine ? 'mine' : 'theirs'} ${message.type}`,
      id: acts.idOf?.(message.id),
      'data-testid': 'message',
      'data-type': message.type,
      'data-id': message.id,
      tabindex: '-1',
    },
    h(
      'div',
      { class: 'bubble-body' },
      message.name && h('p', { class: `sender ${message.tint}`, dir: 'auto' }, message.name),
      message.quoted &&
        h(
          'button',
          { type: 'button', class: 'quote', onclick: () => acts.quoted?.(message.quoted.id) },
          h('strong', { dir: 'auto' }, message.quoted.name),
          h('span', { dir: 'auto' }, message.quoted.text),
        ),
      inside(message, acts.open),
      message.failed && h('p', { class: 'problem' }, `Reached nobody: code ${message.failed}`),
      h(
        'p',
        { class: 'meta' },
        message.pinned && icon('pin', 'pinned'),
        message.unread && h('span', { class: 'new' }, 'new'),
        h('time', { datetime: message.at }, time(message.at)),
        message.ticks && ticks(message.ticks.state, message.ticks.words),
      ),
      acts.menu?.(),
    ),
    message.reactions?.length > 0 &&
      h(
        'ul',
        { class: 'reactions', 'aria-label': 'Reactions' },
        message.reactions.map(({ emoji, who }) => h('li', { title: who }, emoji, h('span', { class: 'hidden' }, ` ${who}`))),
      ),
  );
}

/** Something that happened, in the middle of the chat. */
export function line(text, at, kind = '') {
  return h(
    'li',
    { class: `line ${kind}`, 'data-testid': 'system-line' },
    h('span', { dir: 'auto' }, text, ' ', h('time', { datetime: at }, time(at))),
  );
}

/** A list that stays at its end while that grows, until somebody scrolls away from it. */
export function makeLog(attributes) {
  const log = h('div', { class: 'log', role: 'log', 'aria-live': 'polite', tabindex: '0', ...attributes }, h('ul'));
  let end = true;
  const follow = () => {
    if (end) {
      log.scrollTop = log.scrollHeight;
    }
  };
  log.addEventListener('scroll', () => {
    end = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
  });
  log.addEventListener('load', follow, true); // a picture that has come
  log.addEventListener('drawn', follow);
  new ResizeObserver(follow).observe(log);
  return log;
}

/** Another chat begins at its end. */
export function emptyLog(log) {
  put(log.firstChild);
  log.dispatchEvent(new Event('scroll'));
}

/** Draws what was said and what happened in its order, and a line for each day. */
export function drawLog(log, entries, nothing = '') {
  const sorted = [...entries].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const items = nothing && sorted.length === 0 ? [['nothing', nothing, () => h('li', { class: 'line' }, h('span', {}, nothing))]] : [];
  let last = '';
  for (const entry of sorted) {
    const of = day(entry.at);
    if (of !== last) {
      items.push([`day ${of}`, of, () => h('li', { class: 'day' }, h('span', {}, of))]);
      last = of;
    }
    items.push([entry.key, entry.signature, entry.make]);
  }
  keep(log.firstChild, items);
  log.dispatchEvent(new Event('drawn'));
}
