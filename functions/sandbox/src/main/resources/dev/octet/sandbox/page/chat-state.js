// What stands above the messages: what is pinned, and what is to be known now; and what stands there without a group.

import { button, iconButton } from './buttons.js';
import { unpin } from './business.js';
import { goTo } from './chat-log.js';
import { h, keep, put } from './dom.js';
import { icon } from './icons.js';
import { contentOf, inShort } from './message-parts.js';
import { trying } from './notices.js';
import { newGroup } from './numbers.js';
import { businessName, now, numberOf, state } from './state.js';
import { count, exactly } from './words.js';

export const pinned = { element: h('div', { class: 'pins', 'data-testid': 'pins' }), draw: drawPins };
export const bars = { element: h('div', { class: 'bars' }), draw: drawBars };
export const empty = { element: h('div', { class: 'empty big' }), draw: drawEmpty };

function drawPins(group) {
  keep(pinned.element, (state.gone ? [] : group.pins ?? []).map((it) => {
    const message = state.messages.find((one) => one.id === it.message_id);
    const text = message ? inShort({ ...message, of: contentOf(message) }) : 'A message';
    return [it.message_id, [text, it.expires_at], () => h('div', { class: 'pin-bar' },
      h('button', { type: 'button', class: 'pin-text', title: `Until ${exactly(it.expires_at)}`, onclick: () => goTo(it.message_id) },
        icon('pin', 'Pinned'), h('span', { dir: 'auto' }, text)),
      iconButton('close', 'Unpin', () => trying('Unpin', () => unpin(group.id, it.message_id)), { 'data-testid': 'unpin' }))];
  }));
}

const GONE = 'This group is not there any more. What was said in it is shown as it was.';
const SUSPENDED = 'WhatsApp has suspended this group: nobody can write or come in.';
const CLOSED = 'The 24 hours since the last message of a person are over: only templates reach people now.';
const UNOPENED = 'Nobody wrote yet: until somebody does, only templates reach people.';

const bar = (drawing, text, kind = '', more = {}) => h('p', { class: `bar ${kind}`, ...more }, icon(drawing), h('span', {}, text));

function drawBars(group, showInfo) {
  const asking = group.join_requests?.length ?? 0;
  const open = group.window_until && Date.parse(group.window_until) > now();
  keep(bars.element, state.gone ? [['gone', 1, () => bar('warning', GONE, 'alarm', { 'data-testid': 'gone' })]]
    : group.suspended ? [['suspended', 1, () => bar('warning', SUSPENDED, 'alarm', { 'data-testid': 'suspended' })]]
      : [
        asking > 0 && ['asking', asking, () => {
          const line = bar('door', `${count(asking, 'person asks', 'people ask')} to come in`);
          line.append(button('small', 'See who', showInfo, { 'data-testid': 'see-requests' }));
          return line;
        }],
        group.participants?.length > 0 && !open && ['window', group.window_until ?? '', () => bar('clock', group.window_until ? CLOSED : UNOPENED, '', { 'data-testid': 'window' })],
      ].filter(Boolean));
}

function drawEmpty(shown) {
  empty.element.hidden = !shown;
  if (!shown) {
    return;
  }
  if (state.group) {
    say('chat', 'This group is not there', h('p', {}, 'It may have been deleted, or the sandbox was reset.'));
  } else if (numberOf(state.number)?.eligible === false) {
    say('warning', 'This number may have no groups', h('p', {}, `By the platform’s rules ${businessName(state.number)} is not eligible: `
      + 'whatever it asks about groups is refused with 131215. What is set under “Platform”, “Number” goes before the rules.'));
  } else if (state.numbers.length && state.groups.length === 0) {
    say('chat', 'Begin with a group', h('ol', {},
      h('li', {}, 'Make a group: Octet asks the platform, the answer comes by webhook.'),
      h('li', {}, 'Make a person, and open the group’s invite link on their phone.'),
      h('li', {}, 'Write, as the business here and as people on the right. What travels meanwhile is in the traffic.')),
    button('main', 'New group', newGroup, { drawing: 'plus', 'data-testid': 'begin' }));
  } else {
    say('chat', 'No group is open', h('p', {}, 'Choose one on the left to see its chat.'));
  }
}

function say(drawing, title, ...rest) {
  put(empty.element, icon(drawing), h('h2', {}, title), rest);
}
