// Keeps the page true: one small request a second says what happened, and only what it concerns is read again.

import { Refused, sandbox } from './api.js';
import { loadAll, loadChat, loadFaults, loadGroups, loadPeople, loadPhone } from './load.js';
import { sayWrong } from './notices.js';
import { state } from './state.js';
import { standing } from './traffic-entry.js';

const EVERY = 1000;
/** What nothing tells of (another page's people, a moved clock) is seen after so many of them. */
const ALL_AFTER = 15;

let cursor;
let hasTraffic = true;
let hear = () => {};
let turns = 0;
let silent = false;

/** @param listener is given the entries of the traffic as they come */
export function onTraffic(listener) {
  hear = listener;
}

/** After a reset nothing of before is worth asking for. */
export function fromTheBeginning() {
  cursor = undefined;
}

async function news() {
  try {
    const answer = await sandbox('GET', `traffic${cursor ? `?after=${encodeURIComponent(cursor)}` : '?limit=200'}`);
    const first = cursor === undefined;
    cursor = answer.next;
    hear(answer.traffic);
    return first ? [] : answer.traffic;
  } catch (refused) {
    if (refused instanceof Refused && refused.status === 404) {
      hasTraffic = false;
      return [];
    }
    throw refused;
  }
}

const told = new Map();

/** Entries come again while they change; only what is new in them counts. */
function fresh(entries) {
  const some = entries.filter((entry) => {
    const signature = JSON.stringify(standing(entry));
    const isNew = told.get(entry.id) !== signature;
    told.set(entry.id, signature);
    return isNew;
  });
  while (told.size > 5000) {
    told.delete(told.keys().next().value);
  }
  return some;
}

const changes = (entry) => entry.kind !== 'call' || entry.call?.method !== 'GET';

async function turn() {
  turns++;
  if (turns % ALL_AFTER === 0) {
    await Promise.all([loadAll(), news()]);
    return;
  }
  if (!hasTraffic || state.about?.traffic_kept === 'PT0S') {
    await (turns % 3 ? undefined : Promise.all([loadGroups(), loadChat(), loadPhone(), loadPeople()]));
    return;
  }
  const entries = fresh(await news()).filter(changes);
  if (entries.length) {
    const here = entries.some((entry) => !entry.group_id || entry.group_id === state.group);
    await Promise.all([
      loadGroups(), here ? loadChat() : undefined, loadPhone(),
      entries.some((entry) => entry.kind === 'webhook') ? loadPeople() : undefined,
      // Those that strike a few times count down.
      entries.some((entry) => entry.call?.fault) || Object.keys(state.faults).length ? loadFaults() : undefined,
    ]);
  }
}

async function again() {
  if (!document.hidden) {
    try {
      await turn();
      silent = false;
    } catch (error) {
      if (!silent) {
        sayWrong(error, 'Looking for news');
      }
      silent = true; // once is enough, until it works again
    }
  }
  setTimeout(again, EVERY);
}

export function start() {
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) {
      loadAll().catch((error) => sayWrong(error, 'Looking for news'));
    }
  });
  setTimeout(again, EVERY);
}
