// The buttons of the page.

import { h } from './dom.js';
import { icon } from './icons.js';

/** @param kind `main`, `quiet`, `small` or more of such */
export function button(kind, label, act, { drawing, ...more } = {}) {
  return h('button', { type: 'button', class: kind, onclick: act, ...more }, drawing && icon(drawing), label);
}

/** A drawing alone, with its name for who does not see it. */
export function iconButton(drawing, label, act, more = {}) {
  return h('button', { type: 'button', class: 'plain', 'aria-label': label, title: label, onclick: act, ...more }, icon(drawing));
}
