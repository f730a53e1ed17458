// The middle column: the chat of one group, as the business and the platform know it.

import { pin, reload, unpin } from './business.js';
import { composer } from './composer.js';
import { copy } from './copy.js';
import { field, formDialog } from './dialogs.js';
import { h, keep, put } from './dom.js';
import { groupInfo } from './group-info.js';
import { sentence } from './happenings.js';
import { icon } from './icons.js';
import { menuButton } from './menus.js';
import { bubble, contentOf, drawLog, emptyLog, inShort, line, makeLog, reactions } from './messages.js';
import { trying } from './notices.js';
import { newGroup } from './numbers.js';
import { groupMark } from './people-marks.js';
import { reach, receiptsDialog } from './receipts.js';
import { showColumn } from './routes.js';
import { businessName, nameOf, now, numberOf, on, state } from './state.js';
import { count, exactly, tint } from './words.js';

const head = h('header', { class: 'chat-head' });
const pins = h('div', { class: 'pins', 'data-testid': 'pins' });
const bars = h('div', { class: 'bars' });
const log = makeLog({ 'aria-label': 'Messages of the group', 'data-testid': 'log' });
const below = h('footer', { class: 'chat-foot' });
const info = h('aside', { class: 'info', 'aria-label': 'About the group', 'data-testid': 'group-info', hidden: true });
const empty = h('div', { class: 'empty big' });
const view = h('div', { class: 'chat-view' }, h('div', { class: 'chat-main' }, head, pins, bars, log, below), info);

export function chatColumn(column) {
  column.append(empty, view);
  below.append(composer());
  on('chat numbers clock', draw);
  on('opened', () => {
    emptyLog(log);
    closeInfo();
    log.focus({ preventScroll: true });
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !info.hidden && !document.querySelector('dialog[open]')) {
      closeInfo();
      head.querySelector('button[data-testid="open-info"]')?.focus();
    }
  });
  draw();
}

function closeInfo() {
  info.hidden = true;
  view.classList.remove('with-info');
  drawInfoButton();
}

function toggleInfo() {
  info.hidden = !info.hidden;
  view.classList.toggle('with-info', !info.hidden);
  drawInfoButton();
  if (!info.hidden) {
    groupInfo(info, closeInfo);
    info.querySelector('button')?.focus();
  }
}

function drawInfoButton() {
  head.querySelector('button[data-testid="open-info"]')?.setAttribute('aria-expanded', String(!info.hidden));
}

function draw() {
  const group = state.truth;
  view.hidden = !group;
  empty.hidden = Boolean(group);
  if (!group) {
    drawEmpty();
    return;
  }
  drawHead(group);
  drawPins(group);
  drawBars(group);
  drawMessages(group);
  below.hidden = state.gone;
  if (!info.hidden) {
    groupInfo(info, closeInfo);
  }
}

function drawEmpty() {
  if (state.group) {
    put(empty, icon('chat'), h('h2', {}, 'This group is not there'), h('p', {}, 'It may have been deleted, or the sandbox was reset.'));
  } else if (numberOf(state.number)?.eligible === false) {
    put(
      empty,
      icon('warning'),
      h('h2', {}, 'This number may have no groups'),
      h(
        'p',
        {},
        `By the platform’s rules ${businessName(state.number)} is not eligible: whatever it asks about groups is refused with 131215. “Platform”, “Number” can say otherwise.`,
      ),
    );
  } else if (state.numbers.length && state.groups.length === 0) {
    put(
      empty,
      icon('chat'),
      h('h2', {}, 'Begin with a group'),
      h(
        'ol',
        {},
        h('li', {}, 'Make a group: Octet asks the platform, the answer comes by webhook.'),
        h('li', {}, 'Make a person, and open the group’s invite link on their phone.'),
        h('li', {}, 'Write, as the business here and as people on the right. What travels meanwhile is in the traffic below.'),
      ),
      h('button', { type: 'button', class: 'main', onclick: newGroup }, icon('plus'), 'New group'),
    );
  } else {
    put(empty, icon('chat'), h('h2', {}, 'No group is open'), h('p', {}, 'Choose one on the left to see its chat.'));
  }
}

function drawHead(group) {
  const names = group.participants?.map((it) => it.name) ?? [];
  keep(head, [
    [
      'back',
      1,
      () =>
        h(
          'button',
          { type: 'button', class: 'plain only-narrow', 'aria-label': 'Back to the groups', onclick: () => showColumn('numbers') },
          icon('back'),
        ),
    ],
    ['mark', [group.id, group.subject, group.picture?.sha256, group.invite_link], () => groupMark(group)],
    [
      'name',
      [group.subject, names],
      () =>
        h(
          'div',
          { class: 'head-text' },
          h('h2', { dir: 'auto', 'data-testid': 'chat-subject' }, group.subject),
          h(
            'p',
            { dir: 'auto' },
            names.length
              ? [businessName(group.phone_number_id), ...names].join(', ')
              : `${businessName(group.phone_number_id)} alone, nobody came in yet`,
          ),
        ),
    ],
    [
      'info',
      group.id,
      () =>
        h(
          'button',
          {
            type: 'button',
            class: 'plain',
            'aria-label': 'About the group',
            title: 'About the group',
            'aria-expanded': 'false',
            'data-testid': 'open-info',
            onclick: toggleInfo,
          },
          icon('info'),
        ),
    ],
  ]);
}

function drawPins(group) {
  keep(
    pins,
    (state.gone ? [] : (group.pins ?? [])).map((it) => {
      const message = state.messages.find((one) => one.id === it.message_id);
      const text = message ? inShort({ ...message, of: contentOf(message) }) : 'A message';
      return [
        it.message_id,
        [text, it.expires_at],
        () =>
          h(
            'div',
            { class: 'pin-bar' },
            h(
              'button',
              { type: 'button', class: 'pin-text', title: `Until ${exactly(it.expires_at)}`, onclick: () => goTo(it.message_id) },
              icon('pin', 'Pinned'),
              h('span', { dir: 'auto' }, text),
            ),
            h(
              'button',
              {
                type: 'button',
                class: 'plain',
                'aria-label': 'Unpin',
                title: 'Unpin',
                'data-testid': 'unpin',
                onclick: () => trying('Unpin', () => unpin(group.id, it.message_id)),
              },
              icon('close'),
            ),
          ),
      ];
    }),
  );
}

function drawBars(group) {
  const open = group.window_until && Date.parse(group.window_until) > now();
  keep(
    bars,
    [
      state.gone && [
        'gone',
        1,
        () =>
          h(
            'p',
            { class: 'bar alarm', 'data-testid': 'gone' },
            icon('warning'),
            'This group is not there any more. What was said in it is shown as it was.',
          ),
      ],
      !state.gone &&
        group.suspended && [
          'suspended',
          1,
          () => h('p', { class: 'bar alarm' }, icon('warning'), 'WhatsApp has suspended this group: nobody can write or come in.'),
        ],
      !state.gone &&
        !group.suspended &&
        group.join_requests?.length > 0 && [
          'asking',
          group.join_requests.length,
          () =>
            h(
              'p',
              { class: 'bar' },
              icon('door'),
              h('span', {}, `${count(group.join_requests.length, 'person asks', 'people ask')} to come in`),
              h(
                'button',
                { type: 'button', class: 'small', 'data-testid': 'see-requests', onclick: () => info.hidden && toggleInfo() },
                'See who',
              ),
            ),
        ],
      !state.gone &&
        !group.suspended &&
        group.participants?.length > 0 &&
        !open && [
          'window',
          group.window_until ?? '',
          () =>
            h(
              'p',
              { class: 'bar' },
              icon('clock'),
              group.window_until
                ? 'The 24 hours since the last message of a person are over: only templates reach people now.'
                : 'Nobody wrote yet: until somebody does, only templates reach people.',
            ),
        ],
    ].filter(Boolean),
  );
}

function goTo(messageId) {
  const there = log.querySelector(`[data-id="${CSS.escape(messageId)}"]`);
  if (there) {
    there.scrollIntoView({ block: 'center' });
    there.focus({ preventScroll: true });
    there.classList.add('found');
    setTimeout(() => there.classList.remove('found'), 1600);
  }
}

/** As the bubbles take it. */
function shown(message) {
  return { ...message, of: contentOf(message), sender: message.from?.person_id ?? 'business', mine: !message.from?.person_id };
}

const who = (sender, group) => (sender === 'business' ? businessName(group.phone_number_id) : nameOf(sender));

function drawMessages(group) {
  const all = state.messages.map(shown);
  const reacted = reactions(all, (sender) => who(sender, group));
  const byId = new Map(all.map((message) => [message.id, message]));
  const pinsTold = state.events.some((event) => event.type === 'pinned' || event.type === 'unpinned');
  const entries = all
    .filter((it) => it.type !== 'reaction' && it.type !== 'pin')
    .map((message) => {
      const quoted = message.context && byId.get(message.context.message_id);
      const it = {
        ...message,
        name: message.mine ? undefined : nameOf(message.sender),
        tint: tint(message.sender),
        pinned: Boolean(message.pinned_until),
        quoted: message.context && {
          id: message.context.message_id,
          name: quoted ? who(quoted.sender, group) : '',
          text: quoted ? inShort(quoted) : 'A message that is not here',
        },
        reactions: reacted.get(message.id),
        ticks: message.mine ? reach(message, group.participants ?? []) : undefined,
      };
      return {
        key: message.id,
        at: message.at,
        signature: [it, state.gone],
        make: () => bubble(it, { quoted: goTo, menu: () => menu(it, group) }),
      };
    });
  entries.push(
    ...state.events.map((event) => {
      const { text, kind } = sentence(event, group);
      return {
        key: `${event.at} ${event.type} ${event.person?.id ?? ''}`,
        at: event.at,
        signature: text,
        make: () => line(text, event.at, kind),
      };
    }),
  );
  entries.push(
    ...all
      .filter((it) => it.type === 'pin' && (!pinsTold || it.failed))
      .map((message) => {
        const text = message.failed
          ? `A pin failed: code ${message.failed}`
          : `${businessName(group.phone_number_id)} ${message.of.type === 'unpin' ? 'took a pin away' : 'pinned a message'}`;
        return { key: message.id, at: message.at, signature: text, make: () => line(text, message.at, message.failed ? 'alarm' : '') };
      }),
  );
  drawLog(log, entries);
}

function menu(message, group) {
  return menuButton({
    label: 'What to do with this message',
    testid: 'message-menu',
    name: 'down',
    focus: `menu ${message.id}`,
    items: () =>
      [
        message.mine && {
          label: 'Who got it',
          icon: 'eye',
          act: () => receiptsDialog(state.messages.find((it) => it.id === message.id) ?? message),
        },
        !state.gone &&
          (message.pinned
            ? { label: 'Unpin', icon: 'pin', act: () => trying('Unpin', () => unpin(group.id, message.id)) }
            : { label: 'Pin…', icon: 'pin', act: () => pinDialog(message, group) }),
        { label: 'Copy its id', icon: 'copy', act: () => copy(message.id) },
      ].filter(Boolean),
  });
}

function pinDialog(message, group) {
  formDialog({
    title: 'Pin this message',
    id: 'pin-dialog',
    action: 'Pin',
    intro: 'A group has three pins; a fourth takes the place of the oldest.',
    fields: [field({ name: 'days', label: 'For how many days', type: 'number', min: 1, max: 30, value: 7, required: true })],
    submit: async (form) => {
      await pin(group.id, message.id, Number(form.get('days')));
      await reload();
    },
  });
}
