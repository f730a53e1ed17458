// To the clipboard, where there is one: a page that came without https has none, and shows what to copy.

import { dialog } from './dialogs.js';
import { h } from './dom.js';
import { say } from './notices.js';

export async function copy(text, said = 'Copied.') {
  try {
    await navigator.clipboard.writeText(text);
    say(said);
  } catch {
    const shown = h('textarea', { rows: 8, readonly: true, class: 'mono', 'aria-label': 'To copy' });
    shown.value = text;
    dialog({ title: 'Copy this', id: 'copy', body: shown });
    shown.select();
  }
}
