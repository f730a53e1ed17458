// How far a message came, and with whom.

import { dialog } from './dialogs.js';
import { h } from './dom.js';
import { mark } from './people-marks.js';
import { nameOf } from './state.js';
import { count, exactly } from './words.js';

/** Ticks and words for a message of the business; who has left without it is waited for no longer. */
export function reach(message, participants) {
  if (message.failed) {
    return { state: 'failed', words: `failed: code ${message.failed}` };
  }
  const inGroup = new Set(participants.map((it) => it.id));
  const of = (message.receipts ?? []).filter((it) => it.delivered_at || it.read_at || inGroup.has(it.person_id));
  const got = of.filter((it) => it.delivered_at || it.read_at).length;
  const read = of.filter((it) => it.read_at).length;
  if (of.length === 0 || got < of.length) {
    return { state: 'sent', words: of.length ? `sent, delivered to ${got} of ${of.length}` : 'sent' };
  }
  return read === of.length ? { state: 'read', words: 'read by all' } : { state: 'delivered', words: `delivered to all, read by ${read} of ${of.length}` };
}

function price(receipt) {
  return receipt.price && `${receipt.price.category.replaceAll('_', ' ')}, ${receipt.price.billable ? 'charged' : 'free'}`;
}

function part(title, receipts, at) {
  return receipts.length > 0 && [h('h3', {}, title), h('ul', { class: 'rows plain-rows' }, receipts.map((receipt) => h('li', { class: 'row' },
    mark(nameOf(receipt.person_id), receipt.person_id),
    h('span', { class: 'row-text' }, h('span', { class: 'row-title', dir: 'auto' }, nameOf(receipt.person_id)),
      h('span', { class: 'row-more' }, [at && receipt[at] && exactly(receipt[at]), price(receipt)].filter(Boolean).join(' · '))))))];
}

export function receiptsDialog(message) {
  const all = message.receipts ?? [];
  const played = all.filter((it) => it.played_at);
  const read = all.filter((it) => it.read_at && !it.played_at);
  const delivered = all.filter((it) => it.delivered_at && !it.read_at);
  const waiting = all.filter((it) => !it.delivered_at && !it.read_at);
  dialog({
    title: 'Who got it', id: 'receipts', body: h('div', { class: 'receipts' },
      all.length === 0 && h('p', { class: 'intro' }, message.failed ? `It reached nobody: code ${message.failed}.` : 'Nobody could get it.'),
      part(`Played by ${count(played.length, 'person', 'people')}`, played, 'played_at'),
      part(`Read by ${count(read.length, 'person', 'people')}`, read, 'read_at'),
      part(`Delivered to ${count(delivered.length, 'person', 'people')}, not read`, delivered, 'delivered_at'),
      part(`Not delivered to ${count(waiting.length, 'person', 'people')}`, waiting, undefined),
      h('p', { class: 'hint mono' }, message.id)),
  });
}
