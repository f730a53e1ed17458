// What happened, and what went wrong, in words: nothing is swallowed.

import { Refused } from './api.js';
import { h } from './dom.js';
import { icon } from './icons.js';

const shelf = document.getElementById('notices');

/** Above a dialog too: what is beside one that is open cannot be used. */
function raise() {
  const top = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
  if (shelf.parentElement !== top) {
    top.append(shelf);
  }
}

function notice(kind, lines, seconds) {
  const close = h('button', { class: 'plain', type: 'button', 'aria-label': 'Close this notice', onclick: () => gone() }, icon('close'));
  const element = h('div', { class: `notice ${kind}`, 'data-testid': `notice-${kind}` }, h('div', {}, lines.map((line) => h('p', {}, line))), close);
  const gone = () => element.remove();
  raise();
  shelf.append(element);
  while (shelf.children.length > 4) {
    shelf.firstChild.remove();
  }
  setTimeout(gone, seconds * 1000);
}

export function say(sentence) {
  notice('good', [sentence], 4);
}

/** Out of a dialog that closes. */
export function keepNotices() {
  document.body.append(shelf);
}

/** With the platform's code and sentence. */
export function sayWrong(error, doing = '') {
  if (!(error instanceof Refused)) {
    console.error(error);
  }
  const code = error.code ? `${doing || 'Refused'}: code ${error.code}` : doing ? `${doing}: not done` : 'Not done';
  notice('bad', [h('strong', {}, code), error.message], 15);
}

/** Does something and says what went wrong with it; whether it was done. */
export async function trying(doing, action) {
  try {
    await action();
    return true;
  } catch (error) {
    sayWrong(error, doing);
    return false;
  }
}
