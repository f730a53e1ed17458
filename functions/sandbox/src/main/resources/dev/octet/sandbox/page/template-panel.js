// The templates of the number's account, and what the platform does to them.

import { sandbox } from './api.js';
import { h, put } from './dom.js';
import { menuButton } from './menus.js';
import { sayWrong, trying } from './notices.js';
import { state } from './state.js';
import { accountOf } from './templates.js';

const TONES = { APPROVED: 'documented', PENDING: 'inferred' };

export function templatePanel() {
  const holder = h('div', { class: 'stack' });
  draw(holder).catch((error) => sayWrong(error, 'Reading the templates'));
  return holder;
}

async function draw(holder) {
  const { templates } = await sandbox('GET', 'templates');
  const own = templates.filter((it) => it.account_id === accountOf(state.number));
  put(holder,
    h('p', { class: 'intro' }, 'The platform reviews templates, and may think otherwise later. The business is told by webhook.'),
    own.length === 0 && h('p', { class: 'hint' }, 'This account has no templates.'),
    h('ul', { class: 'rows plain-rows' }, own.map((template) => h('li', { class: 'row', 'data-testid': 'template' },
      h('span', { class: 'row-text' }, h('span', { class: 'row-title' }, template.name), h('span', { class: 'row-more' }, `${template.language}, ${template.category.toLowerCase()}`)),
      h('span', { class: `chip ${TONES[template.status] ?? 'alarm'}` }, template.status.toLowerCase()),
      menuButton({ label: `What becomes of ${template.name}`, testid: 'template-menu', items: () => items(template, holder) })))));
}

function items(template, holder) {
  const act = (label, action, body) => ({
    label, act: () => trying(label, async () => {
      await sandbox('POST', `templates/${template.id}/${action}`, body);
      await draw(holder);
    }),
  });
  const other = template.category === 'MARKETING' ? 'UTILITY' : 'MARKETING';
  return [act('Approve', 'approve'), act('Reject', 'reject', {}), act('Pause', 'pause'), act('Disable', 'disable'),
    ...(template.category === 'AUTHENTICATION' ? [] : [act(`Make it ${other.toLowerCase()}`, 'category', { category: other })])];
}
