// Questions and forms above the page. Escape closes them, and the focus goes back to where it was.

import { h } from './dom.js';
import { icon } from './icons.js';
import { keepNotices, sayWrong } from './notices.js';

/** @param body elements, or a function that is given how to close */
export function dialog({ title, id, body, sheet = false, onclose }) {
  const close = () => element.close();
  const heading = h('h2', { id: `${id}-title` }, title);
  const element = h('dialog', { class: sheet ? 'sheet' : 'card', 'aria-labelledby': `${id}-title`, 'data-testid': id },
    h('header', {}, heading, h('button', { type: 'button', class: 'plain', 'aria-label': 'Close', onclick: close }, icon('close'))),
    h('div', { class: 'dialog-body' }, typeof body === 'function' ? body(close) : body));
  element.addEventListener('click', (event) => {
    if (event.target === element) {
      close(); // beside it
    }
  });
  element.addEventListener('close', () => {
    if (element.querySelector('#notices')) {
      keepNotices();
    }
    element.remove();
    onclose?.();
  });
  document.body.append(element);
  element.showModal();
  return element;
}

/** A labelled field. `options` makes it a choice, `rows` a text of several lines. */
export function field({ name, label, hint, options, rows, type = 'text', value = '', checked = false, ...more }) {
  const id = `field-${name}-${Math.random().toString(36).slice(2, 8)}`;
  const attributes = { id, name, 'aria-describedby': hint ? `${id}-hint` : undefined, ...more };
  const help = hint && h('span', { class: 'hint', id: `${id}-hint` }, hint);
  if (type === 'checkbox') {
    return h('p', { class: 'field check' }, h('input', { type, checked, ...attributes }), h('label', { for: id }, label), help);
  }
  const input = options
    ? h('select', attributes, options.map(([key, text]) => h('option', { value: key, selected: key === value }, text)))
    : rows ? h('textarea', { rows, dir: 'auto', ...attributes }) : h('input', { type, dir: type === 'text' ? 'auto' : undefined, ...attributes });
  if (!options && type !== 'file') {
    input.value = value;
  }
  return h('p', { class: 'field' }, h('label', { for: id }, label), input, help);
}

/**
 * A form in a dialog: closes when it was done, and shows what went wrong in place.
 *
 * @param submit is given the form's data; what it throws is shown, and the form stays
 */
export function formDialog({ title, id, intro, fields, action, danger = false, submit }) {
  const problem = h('p', { class: 'problem', role: 'alert', hidden: true });
  let shown;
  const form = h('form', {
    method: 'dialog', novalidate: false,
    onsubmit: async (event) => {
      event.preventDefault();
      button.disabled = true;
      problem.hidden = true;
      try {
        await submit(new FormData(form));
        shown.close();
      } catch (error) {
        if (!error.status && error.status !== 0) {
          sayWrong(error, title);
        }
        problem.textContent = error.code ? `${error.code}: ${error.message}` : error.message;
        problem.hidden = false;
      } finally {
        button.disabled = false;
      }
    },
  }, intro && h('p', { class: 'intro' }, intro), fields, problem);
  const button = h('button', { class: danger ? 'main danger' : 'main', type: 'submit', 'data-testid': `${id}-submit` }, action);
  form.append(h('p', { class: 'actions' }, h('button', { type: 'button', class: 'quiet', onclick: () => shown.close() }, 'Cancel'), button));
  form.querySelector('input, select, textarea, .actions button').autofocus = true;
  shown = dialog({ title, id, body: form });
  return shown;
}

/** Asks before what cannot be taken back. */
export function confirmDialog({ title, id, text, action, submit }) {
  return formDialog({ title, id, intro: text, fields: [], action, danger: true, submit });
}
