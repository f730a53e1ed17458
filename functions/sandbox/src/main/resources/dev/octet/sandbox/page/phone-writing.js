// What a person writes on their phone: text, a reply, a file, and what the API has no form for.

import { iconButton } from './buttons.js';
import { writing } from './composer.js';
import { field, formDialog } from './dialogs.js';
import { h, put } from './dom.js';
import { menuButton } from './menus.js';
import { inShort } from './message-parts.js';
import { trying } from './notices.js';
import { write, writeFile } from './people-side.js';
import { on, personOf, state } from './state.js';

const FILES = [['image', 'Photo'], ['video', 'Video'], ['audio', 'Audio'], ['document', 'Document'], ['sticker', 'Sticker']];
const NO_FORM = [['view_once', 'View-once photo', 'once'], ['disappearing', 'Disappearing message', 'clock'], ['poll', 'Poll', 'poll']];

const reply = h('div', { class: 'replying' });
let form;
let repliesTo;

const person = () => personOf(state.person);
const context = () => (repliesTo ? { context: { message_id: repliesTo.id } } : {});

export function phoneWriting() {
  form = writing({
    label: 'Message', testid: 'person-text',
    submit: async (body) => {
      const done = await trying('Writing', () => write(person(), state.place, { type: 'text', text: { body }, ...context() }));
      if (done) {
        replyTo(undefined);
      }
      return done;
    },
  });
  form.prepend(menuButton({ label: 'Send something else', name: 'clip', testid: 'person-attach', items: kinds }));
  on('placed people', () => repliesTo && JSON.stringify(state.place) !== repliesTo.at && replyTo(undefined));
  return h('div', { class: 'phone-writing' }, reply, form);
}

function kinds() {
  const unsupported = (kind) => trying('Writing', () => write(person(), state.place, { type: 'unsupported', unsupported: { type: kind } }));
  return [
    ...FILES.map(([type, label]) => ({ label: `${label}…`, icon: type, act: () => fileDialog(type, label) })),
    ...NO_FORM.map(([kind, label, drawing]) => ({ label, icon: drawing, act: () => unsupported(kind) })),
  ];
}

/** What is written next answers this message; nothing, when there is none. */
export function replyTo(message, name) {
  repliesTo = message && { id: message.id, at: JSON.stringify(state.place) };
  put(reply, message ? [
    h('p', {}, h('strong', {}, `Reply to ${name}`), h('span', { dir: 'auto' }, inShort(message))),
    iconButton('close', 'Do not reply', () => replyTo(undefined)),
  ] : []);
  if (message) {
    form.querySelector('textarea').focus();
  }
}

function fileDialog(type, label) {
  formDialog({
    title: `Send: ${label.toLowerCase()}`, id: 'person-file-dialog', action: 'Send', intro: 'Without a file of your own, a small stand-in is sent.',
    fields: [
      field({ name: 'file', label: 'File', type: 'file', 'data-testid': 'person-file' }),
      !['audio', 'sticker'].includes(type) && field({ name: 'caption', label: 'Caption', rows: 2 }),
    ],
    submit: async (filled) => {
      const caption = filled.get('caption');
      await writeFile(person(), state.place, type, filled.get('file'), caption ? { caption } : {}, context());
      replyTo(undefined);
    },
  });
}
