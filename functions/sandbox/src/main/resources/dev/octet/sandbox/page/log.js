// A list of what was said and what happened, which stays at its end.

import { h, keep, put } from './dom.js';
import { day, time } from './words.js';

/** Something that happened, in the middle of the chat. */
export function line(text, at, kind = '') {
  return h('li', { class: `line ${kind}`, 'data-testid': 'system-line' }, h('span', { dir: 'auto' }, text, ' ', h('time', { datetime: at }, time(at))));
}

/** A list that stays at its end while that grows, until somebody scrolls away from it. */
export function makeLog(attributes) {
  const log = h('div', { class: 'log', role: 'log', 'aria-live': 'polite', tabindex: '0', ...attributes }, h('ul'));
  let end = true;
  let top = 0;
  const follow = () => {
    if (end) {
      log.scrollTop = log.scrollHeight;
      top = log.scrollTop;
    }
  };
  log.addEventListener('scroll', () => {
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
    end = atEnd || (end && log.scrollTop >= top); // what only grows below is no scrolling away
    top = log.scrollTop;
  });
  log.addEventListener('emptied', () => {
    end = true;
    top = 0;
  });
  log.addEventListener('load', follow, true); // a picture that has come
  log.addEventListener('drawn', follow);
  new ResizeObserver(follow).observe(log);
  return log;
}

/** Another chat begins at its end. */
export function emptyLog(log) {
  put(log.firstChild);
  log.dispatchEvent(new Event('emptied'));
}

/** Draws what was said and what happened in its order, and a line for each day. */
export function drawLog(log, entries, nothing = '') {
  const sorted = [...entries].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const items = nothing && sorted.length === 0 ? [['nothing', nothing, () => h('li', { class: 'line' }, h('span', {}, nothing))]] : [];
  let last = '';
  for (const entry of sorted) {
    const of = day(entry.at);
    if (of !== last) {
      items.push([`day ${of}`, of, () => h('li', { class: 'day' }, h('span', {}, of))]);
      last = of;
    }
    items.push([entry.key, entry.signature, entry.make]);
  }
  keep(log.firstChild, items);
  log.dispatchEvent(new Event('drawn'));
}
