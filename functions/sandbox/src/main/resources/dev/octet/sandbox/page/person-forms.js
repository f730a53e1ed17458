// Forms about a person: who they are, and who they become.

import { field, formDialog } from './dialogs.js';
import { changeIdentity, makePerson } from './people-side.js';
import { phone } from './words.js';

const COUNTRIES = ['US', 'GB', 'DE', 'FR', 'ES', 'IT', 'BR', 'IN', 'ID', 'MX', 'NL', 'ZA'];

/** A number that nobody has, from the range that is kept free for films. */
function somePhone() {
  return `4477009${String(Math.floor(Math.random() * 100_000)).padStart(5, '0')}`;
}

const country = () => {
  const known = new Intl.DisplayNames(['en'], { type: 'region' });
  return COUNTRIES.map((code) => [code, `${known.of(code)} (${code})`]);
};

export function newPerson() {
  formDialog({
    title: 'New person', id: 'new-person-dialog', action: 'Make the person',
    fields: [
      field({ name: 'name', label: 'Name', required: true, maxlength: 100, 'data-testid': 'person-name' }),
      field({
        name: 'wa_id', label: 'Phone number', hint: 'Leave it empty for somebody who shows no number to businesses.', value: phone(somePhone()), inputmode: 'tel', 'data-testid': 'person-phone',
      }),
      field({ name: 'username', label: 'Username', hint: 'If they have one: 3 to 35 letters, digits, dots or underscores.', autocapitalize: 'off', 'data-testid': 'person-username' }),
      field({ name: 'country', label: 'Country', hint: 'Deliveries to them are priced by it.', options: country(), value: 'GB' }),
      field({ name: 'old_terms', label: 'Has not accepted the platform’s newer terms', type: 'checkbox' }),
    ],
    submit: (form) => makePerson({
      name: form.get('name'),
      ...(form.get('wa_id').trim() ? { wa_id: form.get('wa_id').replace(/[\s()-]/gu, '') } : {}),
      ...(form.get('username').trim() ? { username: form.get('username').trim() } : {}),
      country: form.get('country'),
      ...(form.get('old_terms') ? { accepted_terms: false } : {}),
    }),
  });
}

export function identity(person) {
  formDialog({
    title: `Another identity for ${person.name}`, id: 'identity-dialog', action: 'Change', intro: 'Each business in whose groups they are is told by system messages.',
    fields: [
      field({ name: 'wa_id', label: 'New phone number', hint: person.wa_id ? `Now ${phone(person.wa_id)}. Empty: it stays.` : 'They show none now. Empty: it stays so.', inputmode: 'tel' }),
      field({ name: 'user_id', label: 'Another user id, which the platform chooses', type: 'checkbox' }),
    ],
    submit: (form) => changeIdentity(person, {
      ...(form.get('wa_id').trim() ? { wa_id: form.get('wa_id').replace(/[\s()-]/gu, '') } : {}),
      ...(form.get('user_id') ? { user_id: true } : {}),
    }),
  });
}
