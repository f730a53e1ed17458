// What people do, through the sandbox's own side for them.

import { Refused, sandbox, sandboxFile } from './api.js';
import { loadChat, loadGroups, loadPeople, loadPhone } from './load.js';
import { say } from './notices.js';
import { openGroup, openPerson, openPlace } from './routes.js';
import { state } from './state.js';
import { refusal } from './words.js';

const act = (person, action, body) => sandbox('POST', `people/${person}/${action}`, body);

function reload() {
  return Promise.all([loadPeople(), loadGroups(), loadChat(), loadPhone()]);
}

export async function makePerson(fields) {
  const person = await sandbox('POST', 'people', fields);
  await loadPeople();
  openPerson(person.id);
}

/** Opens an invite link and taps it. What comes of it is said in words. */
export async function join(person, inviteLink) {
  const { status, reason, group_id: group } = await act(person.id, 'join', { invite_link: inviteLink });
  await reload();
  if (status === 'refused') {
    throw new Refused(200, undefined, refusal(reason));
  }
  say(status === 'joined' ? `${person.name} is in the group.` : `${person.name} has asked to come in. The business decides.`);
  if (!state.group && state.groups.some((it) => it.id === group)) {
    openGroup(group);
  }
  if (status === 'joined') {
    openPlace({ group_id: group });
  }
}

/** What a link shows before anything is tapped. */
export const seeLink = (person, inviteLink) => act(person.id, 'open', { invite_link: inviteLink });

export async function leave(person, group) {
  await act(person.id, 'leave', { group_id: group });
  await reload();
}

export async function cancel(person, group) {
  await act(person.id, 'cancel', { group_id: group });
  await reload();
}

/** @param place {group_id} or {phone_number_id} */
export async function write(person, place, message) {
  await act(person.id, 'messages', { ...place, ...message });
  await Promise.all([loadChat(), loadPhone()]);
}

/** With the file's own bytes where the sandbox takes them, with a placeholder where it does not. */
export async function writeFile(person, place, type, file, more, context) {
  let of = { ...more };
  if (file?.size) {
    try {
      of = { ...of, id: (await sandboxFile(`people/${person.id}/media`, file)).id };
    } catch (refused) {
      if (refused.status !== 404) {
        throw refused;
      }
      of = { ...of, mime_type: file.type };
    }
  }
  await write(person, place, { type, [type]: { ...of, ...(type === 'document' && file?.name ? { filename: file.name } : {}) }, ...context });
}

export async function read(person, place) {
  await act(person.id, 'read', place);
  await Promise.all([loadChat(), loadPhone()]);
}

export async function play(person, place, message) {
  await act(person.id, 'play', { ...place, message_id: message });
  await Promise.all([loadChat(), loadPhone()]);
}

export async function changeIdentity(person, fields) {
  await act(person.id, 'identity', fields);
  await reload();
}

export async function acceptTerms(person, accepted) {
  await act(person.id, 'terms', { accepted_terms: accepted });
  await reload();
}
