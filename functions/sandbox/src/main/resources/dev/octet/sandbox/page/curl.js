// A call or a webhook as a command that does it again.

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
const command = (...parts) => parts.join(' \\\n  ');

function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A form is told of by its type and size alone: its file stands in `$FILE`. */
function sent(request) {
  if (!request) {
    return [];
  }
  return isJson(request) ? ["-H 'Content-Type: application/json'", `-d ${quoted(request)}`] : ['-F messaging_product=whatsapp', '-F "file=@$FILE"'];
}

/** Never with a token: it stands in `$TOKEN`. Nothing for what was cut, and for a notification, which is read from a queue. */
export function curl(entry) {
  const { call, webhook } = entry;
  if (entry.cut || call?.cut || webhook?.cut) {
    return undefined;
  }
  if (call) {
    const address = call.path.startsWith('http') ? call.path : location.origin + call.path;
    return command(`curl -X ${call.method} ${quoted(address)}`, '-H "Authorization: Bearer $TOKEN"', ...sent(call.request));
  }
  if (webhook) {
    return command(`curl -X POST ${webhook.url ? quoted(webhook.url) : '"$WEBHOOK_URL"'}`, "-H 'Content-Type: application/json'",
      ...(webhook.signature ? [`-H ${quoted(`X-Hub-Signature-256: ${webhook.signature}`)}`] : []), `--data-binary ${quoted(webhook.body)}`);
  }
  return undefined;
}
