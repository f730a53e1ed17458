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
const TOKEN = 'octet.token';
let octet = true;

/** Whether Octet is there, or the platform is alone. */
export function octetIsThere() {
  return octet;
}

export async function look() {
  const answer = await fetch('/health').catch(() => undefined);
  octet = answer?.status !== 404;
}

let asking;
let ask = async () => '';

/** @param how shows a question and gives the token that was typed */
export function askForTokenWith(how) {
  ask = how;
}

async function token(again) {
  const kept = sessionStorage.getItem(TOKEN);
  if (kept && !again) {
    return kept;
  }
  if (LOCAL.includes(location.hostname) && !again) {
    return octet ? 'local-token' : 'sandbox-token';
  }
  asking ??= ask(again).finally(() => { asking = undefined; });
  const typed = await asking;
  if (typed) {
    sessionStorage.setItem(TOKEN, typed);
  }
  return typed;
}

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

/** `/sandbox/api/…` */
export function sandbox(method, path, body) {
  return send(`/sandbox/api/${path}`, json(method, body));
}

/** A file as it is, to `/sandbox/api/…`. */
export function sandboxFile(path, file) {
  return send(`/sandbox/api/${path}`, { method: 'POST', headers: { 'Content-Type': file.type || 'application/octet-stream' }, body: file });
}

async function withToken(path, init) {
  const sent = (bearer) => send(path, { ...init, headers: { ...init.headers, Authorization: `Bearer ${bearer}` } });
  try {
    return await sent(await token(false));
  } catch (refused) {
    const other = refused.status === 401 ? await token(true) : '';
    if (other) {
      return sent(other);
    }
    throw refused;
  }
}

const graphBase = () => (octet ? '/graph/v26.0/' : '/sandbox/graph/v26.0/');

/** The Graph API, through Octet where it is there. */
export function graph(method, path, body) {
  return withToken(graphBase() + path, json(method, body && { messaging_product: 'whatsapp', ...body }));
}

/** A form with a file, to the Graph API. */
export function graphForm(path, fields) {
  const form = new FormData();
  form.set('messaging_product', 'whatsapp');
  Object.entries(fields).forEach(([name, value]) => form.set(name, value));
  return withToken(graphBase() + path, { method: 'POST', headers: {}, body: form });
}

/** What Octet has beside the platform's API, `/v1/…`. */
export function v1(path) {
  return withToken(`/v1/${path}`, { method: 'GET', headers: {} });
}
