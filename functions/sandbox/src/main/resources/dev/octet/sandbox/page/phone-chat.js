// A chat on a person's phone: what they see, and what they write.

import { writing } from './composer.js';
import { confirmDialog, field, formDialog } from './dialogs.js';
import { h, keep, put } from './dom.js';
import { icon } from './icons.js';
import { menuButton } from './menus.js';
import { bubble, drawLog, emptyLog, inShort, makeLog, reactions } from './messages.js';
import { trying } from './notices.js';
import { joining, leave, play, read, write, writeFile } from './people-side.js';
import { openPlace } from './routes.js';
import { businessName, groupOf, nameOf, on, personOf, state } from './state.js';
import { count, tint } from './words.js';

const EMOJI = ['👍', '❤️', '😂', '😮', '🙏', '✅'];
const FILES = [
  ['image', 'Photo'],
  ['video', 'Video'],
  ['audio', 'Audio'],
  ['document', 'Document'],
  ['sticker', 'Sticker'],
];
const NO_FORM = [
  ['view_once', 'View-once photo', 'once'],
  ['disappearing', 'Disappearing message', 'clock'],
  ['poll', 'Poll', 'poll'],
];

const head = h('div', { class: 'place-head' });
const log = makeLog({ 'aria-label': 'Messages on this phone', 'data-testid': 'phone-log' });
const unread = h('div', { class: 'unread' });
const reply = h('div', { class: 'replying' });
let repliesTo;

const person = () => personOf(state.person);
const context = () => (repliesTo ? { context: { message_id: repliesTo.id } } : {});

const form = writing({
  label: 'Message',
  testid: 'person-text',
  submit: async (body) => {
    const done = await trying('Writing', () => write(person(), state.place, { type: 'text', text: { body }, ...context() }));
    if (done) {
      replyTo(undefined);
    }
    return done;
  },
});

export function phoneChat() {
  form.prepend(
    menuButton({
      label: 'Send something else',
      name: 'clip',
      testid: 'person-attach',
      items: () => [
        ...FILES.map(([type, label]) => ({ label: `${label}…`, icon: type, act: () => fileDialog(type, label) })),
        ...NO_FORM.map(([kind, label, name]) => ({
          label,
          icon: name,
          act: () => trying('Writing', () => write(person(), state.place, { type: 'unsupported', unsupported: { type: kind } })),
        })),
      ],
    }),
  );
  on('placed', () => emptyLog(log));
  on('placed people', () => {
    if (repliesTo && JSON.stringify(state.place) !== repliesTo.at) {
      replyTo(undefined);
    }
  });
  return h('div', { class: 'phone-chat' }, head, log, unread, reply, form);
}

function replyTo(message, name) {
  repliesTo = message && { id: message.id, at: JSON.stringify(state.place) };
  put(
    reply,
    message
      ? [
          h('p', {}, h('strong', {}, `Reply to ${name}`), h('span', { dir: 'auto' }, inShort(message))),
          h('button', { type: 'button', class: 'plain', 'aria-label': 'Do not reply', onclick: () => replyTo(undefined) }, icon('close')),
        ]
      : [],
  );
  if (message) {
    form.querySelector('textarea').focus();
  }
}

function title() {
  const group = state.place.group_id && (state.places.find((it) => it.group_id === state.place.group_id) ?? groupOf(state.place.group_id));
  return state.place.group_id ? (group?.subject ?? 'A group') : businessName(state.place.phone_number_id);
}

function business() {
  const of =
    state.place.phone_number_id ?? state.places.find((it) => it.group_id === state.place.group_id)?.phone_number_id ?? state.number;
  return businessName(of);
}

export function drawPhoneChat(who) {
  const inGroup = Boolean(state.place.group_id);
  keep(
    head,
    [
      [
        'back',
        1,
        () =>
          h(
            'button',
            {
              type: 'button',
              class: 'plain',
              'aria-label': 'Back to the chats',
              'data-testid': 'phone-back',
              onclick: () => openPlace(undefined),
            },
            icon('back'),
          ),
      ],
      ['title', [title()], () => h('h4', { dir: 'auto' }, title())],
      inGroup &&
        !state.outside && [
          'leave',
          [who.id, state.place],
          () =>
            h(
              'button',
              {
                type: 'button',
                class: 'plain',
                'aria-label': 'Leave the group',
                title: 'Leave the group',
                'data-testid': 'leave',
                onclick: () =>
                  confirmDialog({
                    title: 'Leave the group?',
                    id: 'leave-dialog',
                    action: 'Leave',
                    text: `${who.name} leaves “${title()}”. The business is told.`,
                    submit: async () => {
                      await leave(who, state.place.group_id);
                      openPlace(undefined);
                    },
                  }),
              },
              icon('door'),
            ),
        ],
    ].filter(Boolean),
  );
  const all = state.seen.map((it) => ({ ...it, of: it[it.type] ?? {}, sender: it.from, mine: it.from === who.id }));
  const name = (sender) => (sender === 'business' ? business() : sender === who.id ? who.name : nameOf(sender));
  const reacted = reactions(all, name);
  const byId = new Map(all.map((it) => [it.id, it]));
  const entries = all
    .filter((it) => it.type !== 'reaction')
    .map((message) => {
      const quoted = message.context && byId.get(message.context.message_id);
      const it = {
        ...message,
        name: message.mine ? undefined : name(message.sender),
        tint: message.sender === 'business' ? 'accent' : tint(message.sender),
        unread: message.read === false,
        quoted: message.context && {
          id: message.context.message_id,
          name: quoted ? name(quoted.sender) : '',
          text: quoted ? inShort(quoted) : 'A message that is not here',
        },
        reactions: reacted.get(message.id),
      };
      return {
        key: message.id,
        at: message.at,
        signature: it,
        make: () => bubble(it, { open: (link) => joining(who, link), quoted: goTo, menu: () => menu(it, who, name(message.sender)) }),
      };
    });
  drawLog(log, entries, state.outside ? '' : 'Nothing was said here yet.');
  drawFoot(who, all);
}

function goTo(id) {
  log.querySelector(`[data-id="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'center' });
}

function drawFoot(who, all) {
  const waiting = all.filter((it) => it.read === false).length;
  keep(
    unread,
    state.outside
      ? [['outside', state.outside, () => h('p', { class: 'bar', 'data-testid': 'outside' }, icon('door'), state.outside)]]
      : waiting
        ? [
            [
              'read',
              [waiting, who.id, state.place],
              () =>
                h(
                  'button',
                  { type: 'button', class: 'small', 'data-testid': 'read', onclick: () => trying('Reading', () => read(who, state.place)) },
                  icon('eye'),
                  `Read ${count(waiting, 'message')}`,
                ),
            ],
          ]
        : [],
  );
  form.hidden = Boolean(state.outside);
}

function menu(message, who, name) {
  return menuButton({
    label: 'What to do with this message',
    testid: 'phone-message-menu',
    name: 'down',
    focus: `phone menu ${message.id}`,
    items: () =>
      [
        { label: 'Reply', icon: 'reply', act: () => replyTo(message, name) },
        ...EMOJI.map((emoji) => ({
          label: `React ${emoji}`,
          act: () => trying('Reacting', () => write(who, state.place, { type: 'reaction', reaction: { message_id: message.id, emoji } })),
        })),
        message.reactions?.some((it) => it.who === who.name) && {
          label: 'Take the reaction back',
          icon: 'close',
          act: () =>
            trying('Reacting', () => write(who, state.place, { type: 'reaction', reaction: { message_id: message.id, emoji: '' } })),
        },
        !message.mine &&
          message.type === 'audio' && {
            label: 'Play',
            icon: 'play',
            act: () => trying('Playing', () => play(who, state.place, message.id)),
          },
      ].filter(Boolean),
  });
}

function fileDialog(type, label) {
  formDialog({
    title: `Send: ${label.toLowerCase()}`,
    id: 'person-file-dialog',
    action: 'Send',
    intro: 'Without a file of your own, a small stand-in is sent.',
    fields: [
      field({ name: 'file', label: 'File', type: 'file' }),
      !['audio', 'sticker'].includes(type) && field({ name: 'caption', label: 'Caption', rows: 2 }),
    ],
    submit: async (filled) => {
      await writeFile(
        person(),
        state.place,
        type,
        filled.get('file'),
        filled.get('caption') ? { caption: filled.get('caption') } : {},
        context(),
      );
      replyTo(undefined);
    },
  });
}
