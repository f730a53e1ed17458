// Somebody opens an invite link: first what the group is, then in or not.

import { field, formDialog } from './dialogs.js';
import { h, put } from './dom.js';
import { join, seeLink } from './people-side.js';
import { groupMark } from './people-marks.js';
import { state } from './state.js';
import { count, refusal } from './words.js';

const TAPPING = {
  can_join: 'Whoever opens it is in.', can_ask: 'The business looks at every request.', joined: 'They are in it already.', requested: 'They have asked already.',
};
const ACTION = { can_ask: 'Ask to join' };
const TYPED = 350; // milliseconds without a key

/** @param link of a message that was tapped, or else the open group's is offered; any can be pasted */
export function openLink(person, link = state.truth && !state.gone ? state.truth.invite_link : '') {
  const seen = h('div', { class: 'seen', 'aria-live': 'polite', 'data-testid': 'link-preview' });
  const address = field({ name: 'link', label: 'Invite link', value: link, required: true, 'data-testid': 'invite-link' });
  const input = address.querySelector('input');
  const choices = [['', 'another link, below'], ...state.groups.map((group) => [group.id, group.subject])];
  const chosen = state.groups.find((group) => group.invite_link === link)?.id ?? '';
  let waiting;
  const look = () => preview(person, input.value.trim(), seen);
  input.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, TYPED);
  });
  const dialog = formDialog({
    title: `${person.name} opens an invite link`, id: 'open-link-dialog', action: 'Join',
    fields: [
      state.groups.length > 0 && field({
        name: 'group', label: 'The link of', value: chosen, options: choices, 'data-testid': 'invite-group',
        onchange: (event) => {
          input.value = state.groups.find((group) => group.id === event.target.value)?.invite_link ?? '';
          look();
        },
      }),
      address, seen,
    ],
    submit: (form) => join(person, form.get('link')),
  });
  dialog.addEventListener('close', () => clearTimeout(waiting));
  look();
}

/** What the person sees before they tap anything; of a link that leads nowhere only that. */
async function preview(person, link, seen) {
  const button = seen.closest('form')?.querySelector('button[type=submit]');
  const of = link ? await seeLink(person, link).catch(() => undefined) : undefined;
  if (!seen.isConnected || seen.closest('form').elements.link.value.trim() !== link) {
    return; // closed, or another one was typed meanwhile
  }
  put(seen, of && [of.group && card(of.group, link), h('p', { class: 'hint' }, TAPPING[of.status] ?? refusal(of.reason))]);
  button.textContent = ACTION[of?.status] ?? 'Join';
}

function card(group, link) {
  const mark = groupMark({ id: group.subject, subject: group.subject, invite_link: link, picture: group.picture && {} });
  const places = `${count(group.total_participant_count, 'person', 'people')} of ${group.participant_limit}`;
  return h('div', { class: 'invite-card' }, mark, h('div', { class: 'head-text' },
    h('h3', { dir: 'auto' }, group.subject), h('p', {}, `${group.business} · ${places}`), group.description && h('p', { class: 'said', dir: 'auto' }, group.description)));
}
