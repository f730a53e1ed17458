// How sure it is that the real platform does the same.

import { sandbox } from './api.js';
import { h } from './dom.js';

let known;

/** Read once, when it is first wanted. */
function all() {
  known ??= sandbox('GET', 'fidelity').then(({ fidelity }) => new Map(fidelity.map((it) => [it.key, it])), () => new Map());
  return known;
}

export function howTrue(keys) {
  const list = h('ul', { class: 'fidelity', 'data-testid': 'fidelity' });
  if (!keys?.length) {
    return false;
  }
  all().then((of) => list.append(...keys.map((key) => {
    const it = of.get(key) ?? { text: key, fidelity: '' };
    return h('li', {}, it.fidelity && h('span', { class: `chip ${it.fidelity}` }, it.fidelity), h('span', {}, it.text));
  })));
  return h('section', {}, h('h4', {}, 'How true it is'), list);
}
