// A chat on a person's phone, as they see it.

import { button, iconButton } from './buttons.js';
import { confirmDialog } from './dialogs.js';
import { h, keep } from './dom.js';
import { icon } from './icons.js';
import { openLink } from './link-dialog.js';
import { drawLog, emptyLog, makeLog } from './log.js';
import { menuButton } from './menus.js';
import { inShort, reactions } from './message-parts.js';
import { bubble } from './messages.js';
import { trying } from './notices.js';
import { leave, play, read, write } from './people-side.js';
import { phoneWriting, replyTo } from './phone-writing.js';
import { openPlace } from './routes.js';
import { businessName, groupOf, nameOf, on, state } from './state.js';
import { count, tint } from './words.js';

const EMOJI = ['👍', '❤️', '😂', '😮', '🙏', '✅'];

const head = h('div', { class: 'place-head' });
const log = makeLog({ 'aria-label': 'Messages on this phone', 'data-testid': 'phone-log' });
const unread = h('div', { class: 'unread' });
const writing = phoneWriting();

export function phoneChat() {
  on('placed', () => emptyLog(log));
  return h('div', { class: 'phone-chat' }, head, log, unread, writing);
}

const placeNow = () => state.places.find((it) => it.group_id === state.place.group_id);

function title() {
  return state.place.group_id ? placeNow()?.subject ?? groupOf(state.place.group_id)?.subject ?? 'A group' : businessName(state.place.phone_number_id);
}

export function drawPhoneChat(person) {
  const business = businessName(state.place.phone_number_id ?? placeNow()?.phone_number_id ?? state.number);
  const name = (sender) => (sender === 'business' ? business : sender === person.id ? person.name : nameOf(sender));
  const all = state.seen.map((it) => ({ ...it, of: it[it.type] ?? {}, sender: it.from, mine: it.from === person.id }));
  drawHead(person);
  drawLog(log, bubbles(person, all, name), state.outside ? '' : 'Nothing was said here yet.');
  drawUnread(person, all.filter((it) => it.read === false).length);
  writing.hidden = Boolean(state.outside);
}

function drawHead(person) {
  const leaving = () => confirmDialog({
    title: 'Leave the group?', id: 'leave-dialog', action: 'Leave', text: `${person.name} leaves “${title()}”. The business is told.`,
    submit: async () => {
      await leave(person, state.place.group_id);
      openPlace(undefined);
    },
  });
  keep(head, [
    ['back', 1, () => iconButton('back', 'Back to the chats', () => openPlace(undefined), { 'data-testid': 'phone-back' })],
    ['title', title(), () => h('h4', { dir: 'auto' }, title())],
    state.place.group_id && !state.outside && ['leave', [person.id, state.place], () => iconButton('door', 'Leave the group', leaving, { 'data-testid': 'leave' })],
  ].filter(Boolean));
}

function bubbles(person, all, name) {
  const reacted = reactions(all, name);
  const byId = new Map(all.map((it) => [it.id, it]));
  return all.filter((it) => it.type !== 'reaction').map((message) => {
    const quoted = message.context && byId.get(message.context.message_id);
    const it = {
      ...message,
      name: message.mine ? undefined : name(message.sender),
      tint: message.sender === 'business' ? 'accent' : tint(message.sender),
      unread: message.read === false,
      quoted: message.context && { id: message.context.message_id, name: quoted ? name(quoted.sender) : '', text: quoted ? inShort(quoted) : 'A message that is not here' },
      reactions: reacted.get(message.id),
    };
    const acts = { open: (link) => openLink(person, link), quoted: goTo, menu: () => menu(it, person, name(message.sender)) };
    return { key: message.id, at: message.at, signature: it, make: () => bubble(it, acts) };
  });
}

function goTo(id) {
  log.querySelector(`[data-id="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'center' });
}

/** Nobody reads what comes until they say so. */
function drawUnread(person, waiting) {
  keep(unread, [
    state.outside && ['outside', state.outside, () => h('p', { class: 'bar', 'data-testid': 'outside' }, icon('door'), state.outside)],
    waiting > 0 && ['read', [waiting, person.id, state.place], () => button('small', `Read ${count(waiting, 'message')}`,
      () => trying('Reading', () => read(person, state.place)), { drawing: 'eye', 'data-testid': 'read' })],
  ].filter(Boolean));
}

function menu(message, person, name) {
  const react = (emoji) => trying('Reacting', () => write(person, state.place, { type: 'reaction', reaction: { message_id: message.id, emoji } }));
  return menuButton({
    label: 'What to do with this message', testid: 'phone-message-menu', name: 'down', focus: `phone menu ${message.id}`,
    items: () => [
      { label: 'Reply', icon: 'reply', act: () => replyTo(message, name) },
      ...EMOJI.map((emoji) => ({ label: `React ${emoji}`, act: () => react(emoji) })),
      message.reactions?.some((it) => it.who === person.name) && { label: 'Take the reaction back', icon: 'close', act: () => react('') },
      !message.mine && message.of.voice && { label: 'Play', icon: 'play', act: () => trying('Playing', () => play(person, state.place, message.id)) },
    ].filter(Boolean),
  });
}
