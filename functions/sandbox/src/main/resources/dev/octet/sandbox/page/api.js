// The two sides that the page talks to: Octet's API for what a business does, the sandbox's for the rest.

/** What an API answered that was no success: its status, its code and its sentence. */
export class Refused extends Error {
  constructor(status, code, sentence, body) {
    super(sentence);
    this.status = status;
    this.code = code;
    this.body = body;
  }
}

const LOCAL = ['localhost', '127.0.0.1', '[::1]'];
let octet = true;

/** Whether Octet is there, or the platform is alone. */
export function octetIsThere() {
  return octet;
}

export async function look() {
  const answer = await fetch('/health').catch(() => undefined);
  octet = answer?.status !== 404;
}

let ask = async () => '';

/** @param how shows a question (`octet` or `sandbox`, whether a token was refused) and gives the token that was typed */
export function askForTokenWith(how) {
  ask = how;
}

/** The token of one side, as long as the tab is there. `usual` is tried before anybody is asked. */
function keeper(side, usual, askedOnce) {
  const name = `octet.${side}-token`;
  let asking;
  let declined = false;
  return {
    known: () => sessionStorage.getItem(name) ?? usual(),
    /** Another than the one that was refused; '' when nobody gives one. */
    async other(used) {
      const kept = sessionStorage.getItem(name);
      if (kept && kept !== used) {
        return kept; // somebody else asked meanwhile
      }
      if (declined) {
        return '';
      }
      asking ??= ask(side, Boolean(used)).finally(() => { asking = undefined; });
      const typed = await asking;
      declined = askedOnce && !typed;
      if (typed) {
        sessionStorage.setItem(name, typed);
      }
      return typed;
    },
  };
}

/** Of Octet's API, or of the platform's where that is alone. */
const business = keeper('octet', () => (LOCAL.includes(location.hostname) ? (octet ? 'local-token' : 'sandbox-token') : ''), false);
/** Of the rest of the sandbox, which asks for one where it is deployed: news are looked for all the time, so it is asked for once. */
const sight = keeper('sandbox', () => '', true);

async function answered(response) {
  const text = await response.text();
  let body;
  try {
    body = text ? JSON.parse(text) : {};
  } catch {
    body = { text };
  }
  if (response.ok) {
    return body;
  }
  const error = body.error ?? {};
  const sentence = error.error_data?.details ?? error.message ?? body.message ?? `Answered with ${response.status} and nothing else.`;
  throw new Refused(response.status, error.code, sentence, body);
}

async function send(path, init) {
  let response;
  try {
    response = await fetch(path, init);
  } catch {
    throw new Refused(0, undefined, 'There is no connection to the sandbox.');
  }
  return answered(response);
}

function json(method, body, headers = {}) {
  return body === undefined ? { method, headers } : { method, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

async function withToken(keep, path, init, sending = send) {
  let used = keep.known();
  for (;;) {
    try {
      return await sending(path, used ? { ...init, headers: { ...init.headers, Authorization: `Bearer ${used}` } } : init);
    } catch (refused) {
      const other = refused.status === 401 ? await keep.other(used) : '';
      if (!other) {
        throw refused;
      }
      used = other;
    }
  }
}

/** `/sandbox/api/…` */
export function sandbox(method, path, body) {
  return withToken(sight, `/sandbox/api/${path}`, json(method, body));
}

/** A file as it is, to `/sandbox/api/…`. */
export function sandboxFile(path, file) {
  return withToken(sight, `/sandbox/api/${path}`, { method: 'POST', headers: { 'Content-Type': file.type || 'application/octet-stream' }, body: file });
}

const files = new Map();

async function blob(path, init) {
  const response = await fetch(path, init);
  return response.ok ? URL.createObjectURL(await response.blob()) : answered(response);
}

/** Where an element gets a file of a message from: elements send no token, so that with one it is fetched for them. */
export async function fileAddress(id) {
  const path = `/sandbox/api/media/${encodeURIComponent(id)}`;
  if (!sight.known()) {
    return path;
  }
  if (!files.has(id)) {
    files.set(id, withToken(sight, path, { headers: {} }, blob));
    files.get(id).catch(() => files.delete(id));
  }
  return files.get(id);
}

const graphBase = () => (octet ? '/graph/v26.0/' : '/sandbox/graph/v26.0/');

/** The Graph API, through Octet where it is there. */
export function graph(method, path, body) {
  return withToken(business, graphBase() + path, json(method, body && { messaging_product: 'whatsapp', ...body }));
}

/** A form with a file, to the Graph API. */
export function graphForm(path, fields) {
  const form = new FormData();
  form.set('messaging_product', 'whatsapp');
  Object.entries(fields).forEach(([name, value]) => form.set(name, value));
  return withToken(business, graphBase() + path, { method: 'POST', headers: {}, body: form });
}

/** What Octet has beside the platform's API, `/v1/…`. */
export function v1(path) {
  return withToken(business, `/v1/${path}`, { method: 'GET', headers: {} });
}
