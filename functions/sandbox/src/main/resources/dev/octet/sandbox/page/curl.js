// A call or a webhook as a command that does it again.

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
const asText = (body) => (typeof body === 'string' ? body : JSON.stringify(body));

/** Never with a token: it stands in `$TOKEN`. Nothing for a notification, which is read from a queue. */
export function curl(entry) {
  if (entry.call) {
    const { method, path, request } = entry.call;
    const address = path.startsWith('http') ? path : location.origin + path;
    const body = request === undefined || request === null || request === '' ? [] : ["-H 'Content-Type: application/json'", `-d ${quoted(asText(request))}`];
    return [`curl -X ${method} ${quoted(address)}`, '-H "Authorization: Bearer $TOKEN"', ...body].join(' \\\n  ');
  }
  if (entry.webhook) {
    const { url, signature, body } = entry.webhook;
    return [`curl -X POST ${quoted(url ?? '')}`, "-H 'Content-Type: application/json'", ...(signature ? [`-H ${quoted(`X-Hub-Signature-256: ${signature}`)}`] : []),
      `--data-binary ${quoted(asText(body))}`].join(' \\\n  ');
  }
  return undefined;
}
