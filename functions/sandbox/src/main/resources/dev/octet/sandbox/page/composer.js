// Where the business writes: text, a file, a template.

import { iconButton } from './buttons.js';
import { send, sendFile } from './business.js';
import { field, formDialog } from './dialogs.js';
import { h } from './dom.js';
import { icon } from './icons.js';
import { menuButton } from './menus.js';
import { trying } from './notices.js';
import { on, state } from './state.js';
import { templateDialog } from './templates.js';

const KINDS = [
  { type: 'image', label: 'Photo', accept: 'image/jpeg,image/png' },
  { type: 'video', label: 'Video', accept: 'video/mp4,video/3gpp' },
  { type: 'audio', label: 'Audio', accept: 'audio/*' },
  { type: 'document', label: 'Document', accept: '' },
  { type: 'sticker', label: 'Sticker', accept: 'image/webp' },
];

/** A growing field in which Enter sends. */
export function writing({ label, testid, submit }) {
  const text = h('textarea', { rows: 1, dir: 'auto', 'aria-label': label, placeholder: label, 'data-testid': testid, enterkeyhint: 'send' });
  const grow = () => {
    text.style.height = 'auto';
    text.style.height = `${Math.min(text.scrollHeight + 2, 140)}px`;
  };
  const form = h('form', {
    class: 'writing',
    onsubmit: async (event) => {
      event.preventDefault();
      const body = text.value;
      if (body.trim() && !form.dataset.busy) {
        form.dataset.busy = 'true';
        if (await submit(body)) {
          text.value = '';
          grow();
        }
        delete form.dataset.busy;
      }
    },
  }, text, h('button', { class: 'send', type: 'submit', 'aria-label': 'Send', title: 'Send', 'data-testid': `${testid}-send` }, icon('send')));
  text.addEventListener('input', grow);
  text.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  return form;
}

export function composer() {
  const form = writing({
    label: 'Write as the business', testid: 'business-text',
    submit: (body) => trying('Sending', () => send(state.group, 'text', { body })),
  });
  form.prepend(
    menuButton({
      label: 'Send a file', name: 'clip', testid: 'business-attach',
      items: () => KINDS.map((kind) => ({ label: `${kind.label}…`, icon: kind.type, act: () => fileDialog(kind) })),
    }),
    iconButton('template', 'Send a template', () => templateDialog(state.group), { 'data-testid': 'business-template' }));
  on('opened', () => { form.reset(); });
  return form;
}

function fileDialog(kind) {
  const withCaption = kind.type !== 'audio' && kind.type !== 'sticker';
  formDialog({
    title: `Send: ${kind.label.toLowerCase()}`, id: 'file-dialog', action: 'Send', intro: 'The file is uploaded through Octet, and then sent by its id.',
    fields: [
      field({ name: 'file', label: 'File', type: 'file', accept: kind.accept, required: true }),
      withCaption && field({ name: 'caption', label: 'Caption', rows: 2 }),
      kind.type === 'audio' && field({ name: 'voice', label: 'As a voice note, of which the business is told when it is played', type: 'checkbox', checked: true }),
    ],
    submit: (form) => sendFile(state.group, kind.type, form.get('file'), {
      ...(form.get('caption') ? { caption: form.get('caption') } : {}), ...(form.get('voice') ? { voice: true } : {}),
    }),
  });
}
