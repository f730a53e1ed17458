// The messages of the open group, with what happened between them.

import { pin, reload, unpin } from './business.js';
import { copy } from './copy.js';
import { field, formDialog } from './dialogs.js';
import { sentence } from './happenings.js';
import { drawLog, line, makeLog } from './log.js';
import { menuButton } from './menus.js';
import { contentOf, inShort, reactions } from './message-parts.js';
import { bubble } from './messages.js';
import { trying } from './notices.js';
import { reach, receiptsDialog } from './receipts.js';
import { businessName, nameOf, state } from './state.js';
import { tint } from './words.js';

export const log = makeLog({ 'aria-label': 'Messages of the group', 'data-testid': 'log' });

/** Shows a message, and that it is this one. */
export function goTo(messageId) {
  const there = log.querySelector(`[data-id="${CSS.escape(messageId)}"]`);
  if (there) {
    there.scrollIntoView({ block: 'center' });
    there.focus({ preventScroll: true });
    there.classList.add('found');
    setTimeout(() => there.classList.remove('found'), 1600);
  }
}

export function drawMessages(group) {
  const all = state.messages.map((it) => ({ ...it, of: contentOf(it), sender: it.from?.person_id ?? 'business', mine: !it.from?.person_id }));
  const said = all.filter((it) => it.type !== 'reaction' && it.type !== 'pin');
  drawLog(log, [...bubbles(group, all, said), ...happenings(group), ...pinsUntold(group, all)]);
}

const who = (sender, group) => (sender === 'business' ? businessName(group.phone_number_id) : nameOf(sender));

function bubbles(group, all, said) {
  const reacted = reactions(all, (sender) => who(sender, group));
  const byId = new Map(all.map((message) => [message.id, message]));
  return said.map((message) => {
    const it = {
      ...message,
      name: message.mine ? undefined : nameOf(message.sender),
      tint: tint(message.sender),
      pinned: Boolean(message.pinned_until),
      quoted: message.context && quote(message.context.message_id, byId, group),
      reactions: reacted.get(message.id),
      ticks: message.mine ? reach(message, group.participants ?? []) : undefined,
    };
    return { key: message.id, at: message.at, signature: [it, state.gone], make: () => bubble(it, { quoted: goTo, menu: () => menu(it, group) }) };
  });
}

function quote(id, byId, group) {
  const message = byId.get(id);
  return { id, name: message ? who(message.sender, group) : '', text: message ? inShort(message) : 'A message that is not here' };
}

function happenings(group) {
  return state.events.map((event) => {
    const { text, kind } = sentence(event, group);
    return { key: `${event.at} ${event.type} ${event.person?.id ?? ''}`, at: event.at, signature: text, make: () => line(text, event.at, kind) };
  });
}

/** A pin is told of by what happened in the group; one that failed happened only here. */
function pinsUntold(group, all) {
  return all.filter((it) => it.type === 'pin' && it.failed).map((message) => {
    const text = `A pin of ${businessName(group.phone_number_id)} failed: code ${message.failed}`;
    return { key: message.id, at: message.at, signature: text, make: () => line(text, message.at, 'alarm') };
  });
}

function menu(message, group) {
  const pinning = message.pinned
    ? { label: 'Unpin', icon: 'pin', act: () => trying('Unpin', () => unpin(group.id, message.id)) }
    : { label: 'Pin…', icon: 'pin', act: () => pinDialog(message, group) };
  return menuButton({
    label: 'What to do with this message', testid: 'message-menu', name: 'down', focus: `menu ${message.id}`,
    items: () => [
      message.mine && { label: 'Who got it', icon: 'eye', act: () => receiptsDialog(state.messages.find((it) => it.id === message.id) ?? message) },
      !state.gone && pinning,
      { label: 'Copy its id', icon: 'copy', act: () => copy(message.id) },
    ].filter(Boolean),
  });
}

function pinDialog(message, group) {
  formDialog({
    title: 'Pin this message', id: 'pin-dialog', action: 'Pin', intro: 'A group has three pins; a fourth takes the place of the oldest.',
    fields: [field({ name: 'days', label: 'For how many days', type: 'number', min: 1, max: 30, value: 7, required: true })],
    submit: async (form) => {
      await pin(group.id, message.id, Number(form.get('days')));
      await reload();
    },
  });
}
