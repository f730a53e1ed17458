// What the group is, who is in it and who asks; and what the business may change.

import { answerRequests, changeSettings, deleteGroup, removePeople, resetLink } from './business.js';
import { copy } from './copy.js';
import { confirmDialog, field, formDialog } from './dialogs.js';
import { h, keep } from './dom.js';
import { icon } from './icons.js';
import { inviteDialog } from './invite-dialog.js';
import { trying } from './notices.js';
import { groupMark, linkId, mark } from './people-marks.js';
import { openPerson, showColumn } from './routes.js';
import { businessName, state } from './state.js';
import { exactly, handle } from './words.js';

const SEATS = 8;

/** Drawn into `aside` anew; what has not changed is left alone. */
export function groupInfo(aside, close) {
  const group = state.truth;
  const gone = state.gone;
  keep(
    aside,
    [
      [
        'head',
        1,
        () =>
          h(
            'header',
            {},
            h('h3', {}, 'About the group'),
            h(
              'button',
              { type: 'button', class: 'plain', 'aria-label': 'Close', 'data-testid': 'close-info', onclick: close },
              icon('close'),
            ),
          ),
      ],
      ['what', [group.id, group.subject, group.description, group.picture?.sha256, group.invite_link, gone], () => what(group, gone)],
      !gone && ['requests', [group.id, group.join_requests], () => requests(group)],
      ['people', [group.id, group.participants, gone], () => participants(group, gone)],
      !gone && ['link', [group.id, group.invite_link], () => link(group)],
      ['facts', [group.id, group.join_approval_mode, group.created_at, group.window_until, group.banned], () => facts(group)],
      !gone && [
        'delete',
        group.id,
        () =>
          h(
            'section',
            {},
            h(
              'button',
              {
                type: 'button',
                class: 'quiet danger wide',
                'data-testid': 'delete-group',
                onclick: () =>
                  confirmDialog({
                    title: 'Delete the group?',
                    id: 'delete-dialog',
                    action: 'Delete',
                    text: `Everybody is out of “${group.subject}” then, and no link leads back.`,
                    submit: () => deleteGroup(group.id),
                  }),
              },
              'Delete the group',
            ),
          ),
      ],
    ].filter(Boolean),
  );
}

function what(group, gone) {
  return h(
    'section',
    { class: 'what' },
    groupMark(group, 'large'),
    h('h4', { dir: 'auto' }, group.subject),
    h('p', { class: 'description', dir: 'auto' }, group.description ?? 'No description'),
    !gone &&
      h(
        'button',
        { type: 'button', class: 'quiet', 'data-testid': 'edit-group', onclick: () => edit(group) },
        'Change subject, text, picture',
      ),
  );
}

/** Only what was changed is sent: each setting comes back in a block of its own. */
function edit(group) {
  formDialog({
    title: 'Group settings',
    id: 'settings-dialog',
    action: 'Save',
    intro: 'The platform takes it at once, and says by webhook what became of each.',
    fields: [
      field({ name: 'subject', label: 'Subject', value: group.subject, 'data-testid': 'edit-subject' }),
      field({ name: 'description', label: 'Description', rows: 3, value: group.description ?? '', 'data-testid': 'edit-description' }),
      field({
        name: 'picture',
        label: 'Picture',
        type: 'file',
        accept: 'image/jpeg',
        hint: 'A square JPEG of 192 pixels at least.',
        'data-testid': 'edit-picture',
      }),
    ],
    submit: (form) =>
      changeSettings(group.id, {
        subject: form.get('subject') === group.subject ? undefined : form.get('subject'),
        description: form.get('description') === (group.description ?? '') ? undefined : form.get('description'),
        picture: form.get('picture')?.size ? form.get('picture') : undefined,
      }),
  });
}

function requests(group) {
  const asking = group.join_requests ?? [];
  if (asking.length === 0) {
    return h('section', { class: 'hidden' });
  }
  const answer = (ids, approve) => trying(approve ? 'Letting in' : 'Turning down', () => answerRequests(group.id, ids, approve));
  return h(
    'section',
    { 'data-testid': 'join-requests' },
    h('h4', {}, `Ask to come in (${asking.length})`),
    h(
      'ul',
      { class: 'rows plain-rows' },
      asking.map((it) =>
        h(
          'li',
          { class: 'row', 'data-testid': 'join-request' },
          mark(it.name, it.id),
          h(
            'span',
            { class: 'row-text' },
            h('span', { class: 'row-title', dir: 'auto' }, it.name),
            h('span', { class: 'row-more' }, handle(it)),
          ),
          h(
            'button',
            {
              type: 'button',
              class: 'small main',
              'data-focus': `approve ${it.id}`,
              'data-testid': 'approve',
              'aria-label': `Let ${it.name} in`,
              onclick: () => answer([it.join_request_id], true),
            },
            'Let in',
          ),
          h(
            'button',
            {
              type: 'button',
              class: 'small',
              'data-testid': 'reject',
              'aria-label': `Turn ${it.name} down`,
              onclick: () => answer([it.join_request_id], false),
            },
            'No',
          ),
        ),
      ),
    ),
    asking.length > 1 &&
      h(
        'button',
        {
          type: 'button',
          class: 'quiet',
          onclick: () =>
            answer(
              asking.map((it) => it.join_request_id),
              true,
            ),
        },
        'Let all in',
      ),
  );
}

function participants(group, gone) {
  const people = group.participants ?? [];
  return h(
    'section',
    { 'data-testid': 'participants' },
    h('h4', {}, `People (${people.length} of ${SEATS})`),
    h(
      'ul',
      { class: 'rows plain-rows' },
      h(
        'li',
        { class: 'row' },
        h('span', { class: 'mark group business', 'aria-hidden': 'true' }, icon('chat')),
        h(
          'span',
          { class: 'row-text' },
          h('span', { class: 'row-title' }, businessName(group.phone_number_id)),
          h('span', { class: 'row-more' }, 'The business'),
        ),
      ),
      people.map((it) =>
        h(
          'li',
          { class: 'row', 'data-testid': 'participant' },
          mark(it.name, it.id),
          h(
            'span',
            { class: 'row-text' },
            h(
              'button',
              {
                type: 'button',
                class: 'row-title as-text',
                dir: 'auto',
                title: 'See their phone',
                onclick: () => {
                  openPerson(it.id);
                  showColumn('people');
                },
              },
              it.name,
            ),
            h('span', { class: 'row-more' }, handle(it)),
          ),
          !gone &&
            h(
              'button',
              {
                type: 'button',
                class: 'small',
                'data-testid': 'remove',
                'aria-label': `Remove ${it.name}`,
                onclick: () => remove(group, it),
              },
              'Remove',
            ),
        ),
      ),
    ),
    people.length === 0 && h('p', { class: 'hint' }, 'Nobody came in yet. Send the link below, or open it on a phone on the right.'),
  );
}

function remove(group, person) {
  confirmDialog({
    title: `Remove ${person.name}?`,
    id: 'remove-dialog',
    action: 'Remove',
    text: 'Who was removed by the business cannot come back by any link.',
    submit: () => removePeople(group.id, [person]),
  });
}

function link(group) {
  return h(
    'section',
    { class: 'link' },
    h('h4', {}, 'Invite link'),
    h('img', { class: 'qr', alt: 'QR code of the invite link', src: `/sandbox/invite/${linkId(group.invite_link)}/qr` }),
    h('a', { class: 'mono', href: group.invite_link, target: '_blank', rel: 'noopener', 'data-testid': 'group-link' }, group.invite_link),
    h(
      'p',
      { class: 'buttons' },
      h(
        'button',
        { type: 'button', class: 'quiet', 'data-testid': 'invite', onclick: () => inviteDialog(state.truth) },
        icon('send'),
        'Invite somebody',
      ),
      h('button', { type: 'button', class: 'quiet', onclick: () => copy(group.invite_link) }, icon('copy'), 'Copy'),
      h(
        'button',
        {
          type: 'button',
          class: 'quiet',
          'data-testid': 'reset-link',
          onclick: () =>
            confirmDialog({
              title: 'A new link?',
              id: 'reset-link-dialog',
              action: 'Renew',
              text: 'The link that people have now leads nowhere then.',
              submit: () => resetLink(group.id),
            }),
        },
        'New link',
      ),
    ),
  );
}

function facts(group) {
  const rows = [
    ['Coming in', group.join_approval_mode === 'approval_required' ? 'the business approves' : 'whoever has the link'],
    ['Made', exactly(group.created_at)],
    group.window_until && ['Window until', exactly(group.window_until)],
    group.banned?.length > 0 && [
      'Removed for good',
      group.banned.map((id) => state.people.find((it) => it.id === id)?.name ?? id).join(', '),
    ],
    ['Id', group.id],
  ].filter(Boolean);
  return h(
    'section',
    {},
    h(
      'dl',
      {},
      rows.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]),
    ),
  );
}
