// The business invites somebody: a template with the group's link, to them alone.

import { graph } from './api.js';
import { field, formDialog } from './dialogs.js';
import { say } from './notices.js';
import { state } from './state.js';

const TEMPLATE = 'order_group_invite';

export function inviteDialog(group) {
  const inside = new Set(group.participants.map((it) => it.id));
  const people = state.people.filter((it) => !inside.has(it.id));
  if (people.length === 0) {
    say('Everybody is in already: make a person first.');
    return;
  }
  formDialog({
    title: 'Invite somebody', id: 'invite-dialog', action: 'Send the invitation', intro: `The template ${TEMPLATE} takes the group’s link to the chat with them alone.`,
    fields: [
      field({ name: 'person', label: 'Whom', options: people.map((it) => [it.id, it.name]), value: people[0].id, 'data-testid': 'invite-person' }),
      field({ name: 'about', label: 'What it is about', value: 'your order', required: true }),
    ],
    submit: async (form) => {
      const person = people.find((it) => it.id === form.get('person'));
      await graph('POST', `${group.phone_number_id}/messages`, {
        ...(person.wa_id ? { to: person.wa_id } : { recipient: person.user_id }), recipient_type: 'individual', type: 'template',
        template: {
          name: TEMPLATE, language: { code: 'en' },
          components: [{ type: 'body', parameters: [{ type: 'group_id', group_id: group.id }, { type: 'text', text: form.get('about') }] }],
        },
      });
      say(`${person.name} has the invitation, in the chat with the business alone.`);
    },
  });
}
