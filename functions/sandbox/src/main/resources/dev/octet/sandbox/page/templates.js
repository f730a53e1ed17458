// Sending a template: which one, and what stands in its places.

import { graphForm, sandbox } from './api.js';
import { send } from './business.js';
import { field, formDialog } from './dialogs.js';
import { h, put } from './dom.js';
import { sayWrong } from './notices.js';
import { state } from './state.js';

/** The sandbox's accounts are called like their numbers. */
export const accountOf = (number) => number.replace(/^1/u, '2');
const component = (template, type) => template.components.find((it) => it.type === type);
const places = (text) => [...new Set([...(text ?? '').matchAll(/\{\{(\d+)\}\}/gu)].map((match) => Number(match[1])))].sort((a, b) => a - b);

function fieldsOf(template) {
  const header = component(template, 'HEADER');
  const body = component(template, 'BODY')?.text;
  const file = header && ['IMAGE', 'VIDEO', 'DOCUMENT'].includes(header.format);
  return [
    h('blockquote', { class: 'template-text', dir: 'auto' }, body ?? ''),
    file && field({ name: 'header-file', label: `Header: ${header.format.toLowerCase()}`, type: 'file', required: true }),
    header?.format === 'TEXT' && places(header.text).length > 0 && field({ name: 'header-text', label: 'In the header', required: true }),
    ...places(body).map((place) => (template.parameter_types?.[place - 1] === 'GROUP_ID'
      ? field({ name: `place-${place}`, label: `{{${place}}}: the group whose link it is`, value: state.group, required: true })
      : field({ name: `place-${place}`, label: `{{${place}}}`, required: true }))),
  ];
}

async function contentOf(template, form) {
  const components = [];
  const header = component(template, 'HEADER');
  const file = form.get('header-file');
  if (file) {
    const type = header.format.toLowerCase();
    const { id } = await graphForm(`${state.number}/media`, { type: file.type, file });
    components.push({ type: 'header', parameters: [{ type, [type]: { id } }] });
  } else if (form.get('header-text')) {
    components.push({ type: 'header', parameters: [{ type: 'text', text: form.get('header-text') }] });
  }
  const body = places(component(template, 'BODY')?.text).map((place) => {
    const value = form.get(`place-${place}`);
    return template.parameter_types?.[place - 1] === 'GROUP_ID' ? { type: 'group_id', group_id: value } : { type: 'text', text: value };
  });
  if (body.length) {
    components.push({ type: 'body', parameters: body });
  }
  return { name: template.name, language: { code: template.language }, ...(components.length ? { components } : {}) };
}

export async function templateDialog(group) {
  let templates;
  try {
    const account = accountOf(state.number);
    templates = (await sandbox('GET', 'templates')).templates.filter((it) => it.account_id === account);
  } catch (error) {
    sayWrong(error, 'Reading the templates');
    return;
  }
  const rest = h('div');
  const chosen = () => templates.find((it) => `${it.name}/${it.language}` === choice.querySelector('select').value);
  const choice = field({
    name: 'template', label: 'Template', 'data-testid': 'template-choice', onchange: () => put(rest, fieldsOf(chosen())),
    options: templates.map((it) => [`${it.name}/${it.language}`, `${it.name} (${it.language}, ${it.category.toLowerCase()}${it.status === 'APPROVED' ? '' : `, ${it.status.toLowerCase()}`})`]),
  });
  if (templates.length) {
    put(rest, fieldsOf(templates[0]));
  }
  formDialog({
    title: 'Send a template', id: 'template-dialog', action: 'Send', fields: [choice, rest],
    submit: async (form) => send(group, 'template', await contentOf(chosen(), form)),
  });
}
