// JSON as one reads it: indented, its parts in colours. What is no JSON is shown as it is.

import { h } from './dom.js';

const PART = /("(?:\\.|[^"\\])*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/gu;

export function pretty(body) {
  let value = body;
  if (typeof body === 'string') {
    try {
      value = JSON.parse(body);
    } catch {
      return h('pre', { class: 'json' }, body);
    }
  }
  const text = JSON.stringify(value, null, 2);
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(PART)) {
    parts.push(text.slice(from, match.index));
    const [whole, string, colon, number] = match;
    parts.push(h('span', { class: colon ? 'key' : string ? 'string' : number ? 'number' : 'word' }, string ?? whole), colon ?? '');
    from = match.index + whole.length;
  }
  return h('pre', { class: 'json' }, parts, text.slice(from));
}
