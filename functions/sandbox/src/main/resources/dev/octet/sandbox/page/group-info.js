// What the group is, and what the business may change of it.

import { button, iconButton } from './buttons.js';
import { changeSettings, deleteGroup, resetLink } from './business.js';
import { copy } from './copy.js';
import { confirmDialog, field, formDialog } from './dialogs.js';
import { h, keep } from './dom.js';
import { participants, requests } from './group-people.js';
import { inviteDialog } from './invite-dialog.js';
import { groupMark, linkId } from './people-marks.js';
import { state } from './state.js';
import { exactly } from './words.js';

/** What is longer scrolls, and so the keyboard must reach it. */
const LONG = 240;

/** Drawn into `aside` anew; what has not changed is left alone. */
export function groupInfo(aside, close) {
  const group = state.truth;
  const gone = state.gone;
  keep(aside, [
    ['head', 1, () => h('header', {}, h('h3', {}, 'About the group'), iconButton('close', 'Close', close, { 'data-testid': 'close-info' }))],
    ['what', [group.id, group.subject, group.description, group.picture?.sha256, group.invite_link, gone], () => what(group, gone)],
    !gone && group.join_requests?.length > 0 && ['requests', [group.id, group.join_requests], () => requests(group)],
    ['people', [group.id, group.participants, gone], () => participants(group, gone)],
    !gone && ['link', [group.id, group.invite_link], () => link(group)],
    ['facts', [group.id, group.join_approval_mode, group.created_at, group.window_until, group.banned, state.people.length], () => facts(group)],
    !gone && ['delete', [group.id, group.subject], () => h('section', {}, button('quiet danger wide', 'Delete the group', () => deleting(group), { 'data-testid': 'delete-group' }))],
  ].filter(Boolean));
}

function deleting(group) {
  confirmDialog({
    title: 'Delete the group?', id: 'delete-dialog', action: 'Delete', text: `Everybody is out of “${group.subject}” then, and no link leads back.`,
    submit: () => deleteGroup(group.id),
  });
}

function what(group, gone) {
  return h('section', { class: 'what' }, groupMark(group, 'large'),
    h('h4', { dir: 'auto' }, group.subject),
    h('p', { class: 'description', dir: 'auto', tabindex: group.description?.length > LONG ? '0' : undefined }, group.description ?? 'No description'),
    !gone && button('quiet', 'Change subject, text, picture', () => edit(group), { 'data-testid': 'edit-group' }));
}

/** Only what was changed is sent: each setting comes back in a block of its own. */
function edit(group) {
  formDialog({
    title: 'Group settings', id: 'settings-dialog', action: 'Save', intro: 'The platform takes it at once, and says by webhook what became of each.',
    fields: [
      field({ name: 'subject', label: 'Subject', value: group.subject, 'data-testid': 'edit-subject' }),
      field({ name: 'description', label: 'Description', rows: 3, value: group.description ?? '', 'data-testid': 'edit-description' }),
      field({ name: 'picture', label: 'Picture', type: 'file', accept: 'image/jpeg', hint: 'A square JPEG of 192 pixels at least.', 'data-testid': 'edit-picture' }),
    ],
    submit: (form) => changeSettings(group.id, {
      subject: form.get('subject') === group.subject ? undefined : form.get('subject'),
      description: form.get('description') === (group.description ?? '') ? undefined : form.get('description'),
      picture: form.get('picture')?.size ? form.get('picture') : undefined,
    }),
  });
}

function link(group) {
  const renew = () => confirmDialog({
    title: 'A new link?', id: 'reset-link-dialog', action: 'Renew', text: 'The link that people have now leads nowhere then.', submit: () => resetLink(group.id),
  });
  return h('section', { class: 'link' }, h('h4', {}, 'Invite link'),
    h('img', { class: 'qr', alt: 'QR code of the invite link', src: `/sandbox/invite/${linkId(group.invite_link)}/qr` }),
    h('a', { class: 'mono', href: group.invite_link, target: '_blank', rel: 'noopener', 'data-testid': 'group-link' }, group.invite_link),
    h('p', { class: 'buttons' },
      button('quiet', 'Invite somebody', () => inviteDialog(state.truth), { drawing: 'send', 'data-testid': 'invite' }),
      button('quiet', 'Copy', () => copy(group.invite_link), { drawing: 'copy' }),
      button('quiet', 'New link', renew, { 'data-testid': 'reset-link' })));
}

function facts(group) {
  const names = (group.banned ?? []).map((id) => state.people.find((it) => it.id === id)?.name ?? id);
  const rows = [
    ['Coming in', group.join_approval_mode === 'approval_required' ? 'the business approves' : 'whoever has the link'],
    ['Made', exactly(group.created_at)],
    group.window_until && ['Window until', exactly(group.window_until)],
    names.length > 0 && ['Removed for good', names.join(', ')],
    ['Id', group.id],
  ].filter(Boolean);
  return h('section', {}, h('dl', {}, rows.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])));
}
