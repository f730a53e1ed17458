// What a business does, through Octet's own API: the whole path, as a customer's system goes it.

import { graph, graphForm, octetIsThere, Refused, v1 } from './api.js';
import { loadChat, loadGroups, loadNumbers, loadPhone } from './load.js';
import { say, sayWrong } from './notices.js';
import { state } from './state.js';

const ENDS = ['succeeded', 'failed', 'unknown'];
const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

export function reload() {
  return Promise.all([loadNumbers(), loadGroups(), loadChat(), loadPhone()]);
}

/** What was taken ends later: waits for that, and says so when it ended badly. */
async function follow(requestId, doing) {
  if (!requestId || !octetIsThere()) {
    return undefined;
  }
  let operation;
  for (let wait = 250, waited = 0; waited < 120_000; waited += wait, wait = Math.min(wait * 1.4, 2000)) {
    operation = await v1(`operations/${encodeURIComponent(requestId)}`);
    if (ENDS.includes(operation.state)) {
      break;
    }
    await pause(wait);
  }
  if (operation.state === 'failed') {
    const error = operation.error ?? {};
    throw new Refused(200, error.code, error.error_data?.details ?? error.message ?? 'It failed.');
  }
  if (operation.state !== 'succeeded') {
    throw new Refused(200, undefined, `After two minutes this is still ${operation.state}. Octet goes on with it; the traffic tells more.`);
  }
  return operation;
}

/** In the background: the form is closed, and the end is told. */
function inTheEnd(answer, doing, done) {
  follow(answer.request_id, doing)
    .then(async (operation) => {
      await reload();
      await done?.(operation);
    })
    .catch((error) => sayWrong(error, doing));
}

export async function createGroup({ subject, description, approval }, opened) {
  const before = new Set(state.groups.map((group) => group.id));
  const number = state.number;
  const answer = await graph('POST', `${number}/groups`, {
    subject, ...(description ? { description } : {}), ...(approval ? { join_approval_mode: 'approval_required' } : {}),
  });
  inTheEnd(answer, 'New group', async (operation) => {
    for (let turn = 0; turn < 20; turn++) {
      const id = operation?.group_id ?? state.groups.find((group) => !before.has(group.id) && group.subject === subject)?.id;
      if (id) {
        opened(id);
        return;
      }
      await pause(500);
      await loadGroups();
    }
  });
}

/** Text alone, or a form when there is a picture. */
export async function changeSettings(group, { subject, description, picture }) {
  const fields = { ...(subject !== undefined ? { subject } : {}), ...(description !== undefined ? { description } : {}) };
  const answer = picture ? await graphForm(group, { ...fields, file: picture }) : await graph('POST', group, fields);
  inTheEnd(answer, 'Group settings');
}

export async function deleteGroup(group) {
  inTheEnd(await graph('DELETE', group), 'Deleting the group', () => say('The group is deleted.'));
}

export async function removePeople(group, people) {
  const answer = await graph('DELETE', `${group}/participants`, {
    participants: people.map((person) => (person.wa_id ? { user: person.wa_id } : { user_id: person.user_id })),
  });
  inTheEnd(answer, 'Removing');
}

/** A new link; the earlier ones are dead. */
export async function resetLink(group) {
  await graph('POST', `${group}/invite_link`, {});
  say('The group has a new link. The one before leads nowhere now.');
  await reload();
}

/** @param approve whether they are let in or turned down */
export async function answerRequests(group, ids, approve) {
  const answer = await graph(approve ? 'POST' : 'DELETE', `${group}/join_requests`, { join_requests: ids });
  for (const failed of answer.failed_join_requests ?? []) {
    const error = failed.errors?.[0] ?? {};
    sayWrong(new Refused(200, error.code, error.error_data?.details ?? error.details ?? error.message ?? error.title ?? 'It failed.'), 'Join request');
  }
  await reload();
}

export async function send(group, type, content, context) {
  await graph('POST', `${state.number}/messages`, {
    recipient_type: 'group', to: group, type, [type]: content, ...(context ? { context: { message_id: context } } : {}),
  });
  await Promise.all([loadChat(), loadPhone()]);
}

/** @param more what stands beside the file's id: a caption, whether it is a voice note */
export async function sendFile(group, type, file, more) {
  const { id } = await graphForm(`${state.number}/media`, { type: file.type, file });
  await send(group, type, { id, ...more, ...(type === 'document' ? { filename: file.name } : {}) });
}

export function pin(group, message, days) {
  return send(group, 'pin', { type: 'pin', message_id: message, expiration_days: days });
}

export function unpin(group, message) {
  return send(group, 'pin', { type: 'unpin', message_id: message });
}
