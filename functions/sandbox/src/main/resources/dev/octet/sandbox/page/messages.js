// A message as a bubble, the same in the chat of the business and on the phones.

import { fileAddress } from './api.js';
import { h } from './dom.js';
import { icon, ticks } from './icons.js';
import { inShort } from './message-parts.js';
import { time } from './words.js';

const NO_FORM = { view_once: 'once', disappearing: 'clock', poll: 'poll' };
const LINK = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}]/gu;

/** Addresses can be followed; `open` may take an invite link instead. */
function linked(text, open) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    parts.push(text.slice(from, match.index));
    const invite = open && match[0].includes('/sandbox/invite/');
    parts.push(h('a', {
      href: match[0], target: '_blank', rel: 'noopener noreferrer',
      onclick: invite ? (event) => { event.preventDefault(); open(match[0]); } : undefined,
    }, match[0]));
    from = match.index + match[0].length;
  }
  return [...parts, text.slice(from)];
}

/** A file as it is, to look at, to play or to save; of a stand-in, which has nothing to see, its kind alone. */
function file(of, kind) {
  const name = of.filename ?? of.mime_type ?? of.link ?? kind;
  const tile = () => h('span', { class: 'tile' }, icon(kind), h('span', {}, name));
  if (!of.id) {
    return tile();
  }
  if (kind === 'document') {
    const link = h('a', { class: 'tile', download: name }, icon(kind), h('span', {}, name));
    fileAddress(of.id).then((address) => { link.href = address; }, () => link.replaceWith(tile()));
    return link;
  }
  const holder = h('span', { class: 'preview' });
  const instead = () => {
    holder.replaceChildren(tile());
    holder.dispatchEvent(new Event('load')); // it has another height now
  };
  const player = { video: 'video', audio: 'audio' }[kind];
  const shown = player
    ? h(player, { controls: true, preload: 'metadata', 'aria-label': of.caption ?? kind, onerror: instead })
    : h('img', { alt: of.caption ?? kind, onerror: instead, onload: () => (shown.naturalWidth < 2 ? instead() : undefined) });
  fileAddress(of.id).then((address) => { shown.src = address; }, instead);
  holder.append(shown);
  return holder;
}

function caption(of, open) {
  return of.caption && h('p', { class: 'said', dir: 'auto' }, linked(of.caption, open));
}

const kind = (drawing, text) => h('p', { class: 'kind' }, icon(drawing), text);

function inside(message, open) {
  const of = message.of ?? {};
  switch (message.type) {
    case 'text': return [h('p', { class: 'said', dir: 'auto' }, linked(of.body ?? '', open))];
    case 'template': return [kind('template', of.name), h('p', { class: 'said', dir: 'auto' }, linked(of.text ?? '', open))];
    case 'image': case 'sticker': case 'video': case 'audio': case 'document': return [file(of, message.type), caption(of, open)];
    case 'location': return [kind('pin', 'Location'), h('p', { class: 'said' }, of.name ?? of.address ?? `${of.latitude}, ${of.longitude}`)];
    case 'contacts': return [kind('person', 'Contacts'), h('p', { class: 'said' }, [of].flat().map((it) => it.name?.formatted_name).filter(Boolean).join(', '))];
    case 'unsupported': return [kind(NO_FORM[of.type] ?? 'warning', inShort(message)), h('p', { class: 'hint' }, 'The business gets this as “unsupported”.')];
    default: return [h('p', { class: 'said' }, message.type)];
  }
}

/**
 * @param message {id, at, type, of, mine, sender, name, tint, quoted, reactions, pinned, ticks: {state, words}, unread, failed}
 * @param acts {menu: () => element, open: invite link → what to do, quoted: id → what to do}
 */
export function bubble(message, acts = {}) {
  const side = message.mine ? 'mine' : 'theirs';
  return h('li', { class: `bubble ${side} ${message.type}`, 'data-testid': 'message', 'data-type': message.type, 'data-id': message.id, tabindex: '-1' },
    h('div', { class: 'bubble-body' },
      message.name && h('p', { class: `sender ${message.tint}`, dir: 'auto' }, message.name),
      message.quoted && h('button', { type: 'button', class: 'quote', onclick: () => acts.quoted?.(message.quoted.id) },
        h('strong', { dir: 'auto' }, message.quoted.name), h('span', { dir: 'auto' }, message.quoted.text)),
      inside(message, acts.open),
      message.failed && h('p', { class: 'problem' }, `Reached nobody: code ${message.failed}`),
      h('p', { class: 'meta' },
        message.pinned && icon('pin', 'pinned'),
        message.unread && h('span', { class: 'new' }, 'new'),
        h('time', { datetime: message.at }, time(message.at)),
        message.ticks && ticks(message.ticks.state, message.ticks.words)),
      acts.menu?.()),
    message.reactions?.length > 0 && h('ul', { class: 'reactions', 'aria-label': 'Reactions' },
      message.reactions.map(({ emoji, who }) => h('li', { title: who }, emoji, h('span', { class: 'hidden' }, ` ${who}`)))));
}
