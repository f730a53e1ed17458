// Elements without markup: what a person wrote is only ever text in them.

const SVG = 'http://www.w3.org/2000/svg';

/** An element: `on…` are listeners, `false`, `null` and `undefined` leave an attribute or a child out. */
export function h(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name === 'value') {
      element.value = value;
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== false && child !== null && child !== undefined));
  return element;
}

const kept = new WeakMap();

/**
 * Makes the children of `parent` those that `items` say, and leaves alone what has not changed: so scrolling, focus
 * and what is selected stay where they are.
 *
 * @param items of [key, what it is made of, () => element]
 */
export function keep(parent, items) {
  const before = kept.get(parent) ?? new Map();
  const now = new Map();
  const focused = parent.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
  let at = parent.firstChild;
  for (const [name, of, make] of items) {
    let key = String(name);
    while (now.has(key)) {
      key += '+'; // two of one name are two
    }
    const signature = JSON.stringify(of) ?? '';
    const known = before.get(key);
    const node = known && known.signature === signature ? known.node : make();
    now.set(key, { signature, node });
    if (known && known.node !== node) {
      known.node.replaceWith(node);
      at = at === known.node ? node : at;
    }
    if (node === at) {
      at = at.nextSibling;
    } else {
      parent.insertBefore(node, at);
    }
  }
  const stay = new Set([...now.values()].map((it) => it.node));
  for (const child of [...parent.childNodes]) {
    if (!stay.has(child)) {
      child.remove();
    }
  }
  kept.set(parent, now);
  if (focused && !parent.contains(document.activeElement)) {
    parent.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
  }
}

/** Puts these in place of all there is, for parts that keep nothing. */
export function put(parent, ...children) {
  kept.delete(parent);
  parent.replaceChildren(...children.flat(Infinity).filter((child) => child !== false && child !== null && child !== undefined));
}
