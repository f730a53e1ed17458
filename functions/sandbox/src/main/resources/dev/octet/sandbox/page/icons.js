// Line drawings of 24 by 24, in the colour of the text around them.

import { svg } from './dom.js';

const DRAWINGS = {
  plus: ['M12 5v14M5 12h14'],
  close: ['M6 6l12 12M18 6L6 18'],
  back: ['M15 5l-7 7 7 7'],
  more: ['M12 5.5v.01M12 12v.01M12 18.5v.01'],
  send: ['M4 12l16-7-5 16-3.5-6.5z', 'M11.5 14.5L20 5'],
  clip: ['M8 12.5l6.5-6.5a3.2 3.2 0 0 1 4.5 4.5l-8.3 8.3a5 5 0 0 1-7.1-7.1L11 4.4'],
  template: ['M5 4h14v16H5z', 'M8.5 8.5h7M8.5 12h7M8.5 15.5h4'],
  pin: ['M9 4h6l-1 6 3.5 3.5h-11L10 10z', 'M12 13.5V20'],
  info: ['M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z', 'M12 11v5M12 7.7v.01'],
  sliders: ['M4 7h9M17 7h3M4 17h3M11 17h9', 'M15 5v4M9 15v4'],
  pulse: ['M3 12h4l3-7 4 14 3-7h4'],
  person: ['M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z', 'M4.5 20c.9-3.8 3.7-5.5 7.5-5.5s6.6 1.7 7.5 5.5'],
  people: ['M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z', 'M2.5 19c.8-3.3 3.2-4.8 6.5-4.8s5.7 1.5 6.5 4.8', 'M16 5.3a3.3 3.3 0 0 1 0 6.4M18 14.6c2 .7 3.2 2.2 3.7 4.4'],
  chat: ['M4 5h16v11H11l-4.5 4V16H4z'],
  list: ['M8 6h12M8 12h12M8 18h12M4 6v.01M4 12v.01M4 18v.01'],
  link: ['M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1', 'M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1'],
  copy: ['M9 9h10v11H9z', 'M15 9V4H5v11h4'],
  door: ['M14 4H6v16h8', 'M10 12h10M17 9l3 3-3 3'],
  reply: ['M10 7L5 12l5 5', 'M5 12h9a5 5 0 0 1 5 5v1'],
  eye: ['M3 12s3.3-6 9-6 9 6 9 6-3.3 6-9 6-9-6-9-6z', 'M12 9.7a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6z'],
  play: ['M8 5.5v13l10-6.5z'],
  warning: ['M12 4L2.8 19.5h18.4z', 'M12 10v4.5M12 17v.01'],
  clock: ['M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z', 'M12 7.5V12l3 2'],
  once: ['M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z', 'M10.5 9.5L12.5 8v8'],
  poll: ['M5 20V10M12 20V4M19 20v-7'],
  image: ['M4 5h16v14H4z', 'M4 16l5-5 4 4 3-3 4 4', 'M15.5 9v.01'],
  video: ['M3 6h12v12H3z', 'M15 10.5l6-3.5v10l-6-3.5'],
  audio: ['M12 4a2.5 2.5 0 0 0-2.5 2.5v5a2.5 2.5 0 0 0 5 0v-5A2.5 2.5 0 0 0 12 4z', 'M6 11.5a6 6 0 0 0 12 0M12 17.5V21'],
  document: ['M6 3h8l4 4v14H6z', 'M14 3v4h4'],
  sticker: ['M5 5h14v9l-5 5H5z', 'M14 19v-5h5'],
  smile: ['M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z', 'M8.5 14c1.8 2.6 5.2 2.6 7 0M9 9.5v.01M15 9.5v.01'],
  down: ['M6 9l6 6 6-6'],
  search: ['M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14z', 'M16 16l4.5 4.5'],
};

export function icon(name, label) {
  return svg('svg', { class: `icon icon-${name}`, viewBox: '0 0 24 24', ...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' }) },
    ...DRAWINGS[name].map((d) => svg('path', { d })));
}

/** How far a message of the business came: one tick, two, two in colour. */
export function ticks(state, words) {
  const paths = state === 'failed' ? ['M9 3v7M9 13v.01'] : state === 'sent' ? ['M4 8.5l3.5 3.5L14 4.5'] : ['M1.5 8.5L5 12l6.5-7.5', 'M8 11.2l.9.8 6.5-7.5'];
  return svg('svg', { class: `ticks ${state}`, viewBox: '0 0 17 16', role: 'img', 'aria-label': words, 'data-testid': 'ticks', 'data-state': state },
    ...paths.map((d) => svg('path', { d })));
}

export function logo() {
  const seats = [...Array(8).keys()].map((seat) => svg('circle', {
    class: seat === 7 ? 'eighth' : 'seat', r: 2.7, cx: 16 + 9 * Math.sin(seat * Math.PI / 4), cy: 16 - 9 * Math.cos(seat * Math.PI / 4),
  }));
  return svg('svg', { class: 'logo', viewBox: '0 0 32 32', 'aria-hidden': 'true' }, svg('rect', { width: 32, height: 32, rx: 9 }), ...seats);
}
