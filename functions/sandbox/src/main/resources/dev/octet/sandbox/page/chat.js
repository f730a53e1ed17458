// The middle column: the chat of one group, as the business and the platform know it.

import { iconButton } from './buttons.js';
import { bars, empty, pinned } from './chat-state.js';
import { drawMessages, log } from './chat-log.js';
import { composer } from './composer.js';
import { h, keep } from './dom.js';
import { groupInfo } from './group-info.js';
import { emptyLog } from './log.js';
import { groupMark } from './people-marks.js';
import { showColumn } from './routes.js';
import { businessName, on, state } from './state.js';

const head = h('header', { class: 'chat-head' });
const below = h('footer', { class: 'chat-foot' });
const info = h('aside', { class: 'info', 'aria-label': 'About the group', 'data-testid': 'group-info', hidden: true });
const main = h('div', { class: 'chat-main' }, head, pinned.element, bars.element, log, below);
const view = h('div', { class: 'chat-view' }, main, info);

export function chatColumn(column) {
  column.append(empty.element, view);
  below.append(composer());
  on('chat numbers groups clock', draw);
  on('opened', () => {
    emptyLog(log);
    showInfo(false);
    log.focus({ preventScroll: true });
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !info.hidden && !document.querySelector('dialog[open]')) {
      showInfo(false);
      infoButton()?.focus();
    }
  });
  draw();
}

const infoButton = () => head.querySelector('button[data-testid="open-info"]');

function showInfo(open) {
  info.hidden = !open;
  view.classList.toggle('with-info', open);
  infoButton()?.setAttribute('aria-expanded', String(open));
  if (open) {
    groupInfo(info, () => showInfo(false));
    info.querySelector('button')?.focus();
  }
}

function draw() {
  const group = state.truth;
  view.hidden = !group;
  empty.draw(!group);
  document.title = group ? `${group.subject} · Octet sandbox` : 'Octet sandbox';
  if (!group) {
    return;
  }
  drawHead(group);
  pinned.draw(group);
  bars.draw(group, () => showInfo(true));
  drawMessages(group);
  below.hidden = state.gone;
  if (!info.hidden) {
    groupInfo(info, () => showInfo(false));
  }
}

function drawHead(group) {
  const names = group.participants?.map((it) => it.name) ?? [];
  const business = businessName(group.phone_number_id);
  const who = names.length ? [business, ...names].join(', ') : `${business} alone, nobody came in yet`;
  keep(head, [
    ['back', 1, () => iconButton('back', 'Back to the groups', () => showColumn('numbers'), { class: 'plain only-narrow' })],
    ['mark', [group.id, group.subject, group.picture?.sha256, group.invite_link], () => groupMark(group)],
    ['name', [group.subject, who], () => h('div', { class: 'head-text' }, h('h2', { dir: 'auto', 'data-testid': 'chat-subject' }, group.subject), h('p', { dir: 'auto' }, who))],
    ['info', group.id, () => iconButton('info', 'About the group', () => showInfo(info.hidden), { 'aria-expanded': String(!info.hidden), 'data-testid': 'open-info' })],
  ]);
}
