// Small menus at a button: arrows move in them, Escape closes.

import { h } from './dom.js';
import { icon } from './icons.js';

let open;

function close(back) {
  open?.menu.remove();
  open?.button.setAttribute('aria-expanded', 'false');
  if (back) {
    open?.button.focus();
  }
  open = undefined;
}

/** @param items of {label, icon, act, danger} */
function show(button, items, label) {
  close(false);
  const menu = h('div', { class: 'menu', role: 'menu', 'aria-label': label }, items.map((item) => h('button', {
    type: 'button', role: 'menuitem', class: item.danger ? 'danger' : '', tabindex: '-1',
    onclick: () => { close(true); item.act(); },
  }, item.icon && icon(item.icon), item.label)));
  menu.addEventListener('keydown', (event) => {
    const all = [...menu.children];
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      all.at(to % all.length).focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.stopPropagation();
      close(true);
    }
  });
  (button.closest('dialog, section, header') ?? document.body).append(menu); // above a dialog nothing else is seen
  const at = button.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(at.right - size.width, innerWidth - size.width - 8))}px`;
  menu.style.top = `${at.bottom + size.height + 12 > innerHeight ? Math.max(8, at.top - size.height - 4) : at.bottom + 4}px`;
  button.setAttribute('aria-expanded', 'true');
  open = { menu, button };
  menu.firstChild?.focus({ preventScroll: true });
}

document.addEventListener('pointerdown', (event) => {
  if (open && !open.menu.contains(event.target) && !open.button.contains(event.target)) {
    close(false);
  }
}, true);
addEventListener('resize', () => close(false));

/** A button that opens a menu; `items` is asked for each time. */
export function menuButton({ label, testid, items, name = 'more', focus }) {
  return h('button', {
    type: 'button', class: 'plain', 'aria-label': label, title: label, 'aria-haspopup': 'menu', 'aria-expanded': 'false', 'data-testid': testid, 'data-focus': focus,
    onclick: (event) => (open?.button === event.currentTarget ? close(true) : show(event.currentTarget, items(), label)),
  }, icon(name));
}

/** Arrow keys go from one to the next in what is a list of such. */
export function arrows(container, selector) {
  container.addEventListener('keydown', (event) => {
    const all = [...container.querySelectorAll(selector)];
    const at = all.indexOf(document.activeElement?.closest(selector));
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? all.length - 1 : step && at >= 0 ? at + step : undefined;
    if (to !== undefined && all[to] && at >= 0) {
      event.preventDefault();
      all[to].focus();
    }
  });
}
