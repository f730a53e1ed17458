// A person or a group as a round mark: a picture, or the first letters on one of eight colours.

import { h } from './dom.js';
import { initials, tint } from './words.js';

export function mark(name, id, more = '') {
  return h('span', { class: `mark ${tint(id ?? name)} ${more}`, 'aria-hidden': 'true' }, initials(name));
}

export function linkId(inviteLink) {
  return (inviteLink ?? '').split('/').at(-1);
}

export function groupMark(group, more = '') {
  const picture = group.picture && h('img', {
    alt: '', src: `/sandbox/invite/${linkId(group.invite_link)}/picture?of=${encodeURIComponent(group.picture.sha256 ?? '')}`,
    onerror: (event) => event.currentTarget.remove(), // a picture whose bytes were not kept
  });
  return h('span', { class: `mark group ${tint(group.id)} ${more}`, 'aria-hidden': 'true' }, initials(group.subject), picture);
}
