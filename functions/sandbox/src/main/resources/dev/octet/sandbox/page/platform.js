// What is set against the platform: faults, a number's trouble, the clock, groups that it suspends; and beginning anew.

import { sandbox } from './api.js';
import { clockPanel } from './clock.js';
import { confirmDialog, dialog } from './dialogs.js';
import { h, put } from './dom.js';
import { faultsPanel } from './faults.js';
import { groupPanel } from './group-panel.js';
import { fromTheBeginning } from './live.js';
import { loadAll } from './load.js';
import { arrows } from './menus.js';
import { say } from './notices.js';
import { numberPanel } from './number-panel.js';
import { closeAll } from './routes.js';
import { templatePanel } from './template-panel.js';
import { forgetTraffic } from './traffic.js';

const PANELS = [
  ['faults', 'Faults', faultsPanel], ['number', 'Number', numberPanel], ['clock', 'Clock', clockPanel], ['templates', 'Templates', templatePanel],
  ['group', 'Group', groupPanel], ['reset', 'Reset', resetPanel],
];

let last = 'faults';

export function platformSheet(open = last) {
  const panel = h('div', { role: 'tabpanel', id: 'platform-panel', class: 'panel' });
  const tabs = h('div', { role: 'tablist', 'aria-label': 'What is set', class: 'sheet-tabs' }, PANELS.map(([name, label]) => h('button', {
    type: 'button', role: 'tab', id: `platform-${name}`, 'aria-controls': 'platform-panel', 'data-testid': `platform-${name}`,
    onclick: () => choose(name), onfocus: () => choose(name),
  }, label)));
  let chosen;
  const choose = (name) => {
    if (chosen === name) {
      return;
    }
    chosen = name;
    last = name;
    for (const tab of tabs.children) {
      const selected = tab.id === `platform-${name}`;
      tab.setAttribute('aria-selected', String(selected));
      tab.tabIndex = selected ? 0 : -1;
    }
    panel.setAttribute('aria-labelledby', `platform-${name}`);
    put(panel, PANELS.find(([key]) => key === name)[2]());
  };
  arrows(tabs, 'button');
  choose(open);
  dialog({ title: 'The platform', id: 'platform-sheet', sheet: true, body: [tabs, panel] });
}

function resetPanel() {
  return [
    h('p', { class: 'intro' }, 'Forgets groups, people, messages, faults, what is set for numbers, and the clock. What Octet keeps in its own table stays.'),
    h('button', { type: 'button', class: 'main danger', 'data-testid': 'reset', onclick: () => confirmDialog({
      title: 'Reset the sandbox?', id: 'reset-dialog', action: 'Reset', text: 'All that was made here is forgotten, for everybody who uses this sandbox.',
      submit: async () => {
        await sandbox('POST', 'reset');
        fromTheBeginning();
        forgetTraffic();
        closeAll();
        await loadAll();
        document.querySelector('dialog.sheet')?.close();
        say('The sandbox is as new.');
      },
    }) }, 'Reset the sandbox'),
  ];
}
