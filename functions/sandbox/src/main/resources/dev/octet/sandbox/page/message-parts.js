// What a message says, in few words, and what others said to it in one sign.

const NO_FORM = { view_once: 'View-once photo', disappearing: 'Disappearing message', poll: 'Poll', poll_creation: 'Poll' };

/** What stands under a message's type, whoever wrote it. */
export function contentOf(message) {
  return message[message.type] ?? {};
}

/** Reactions stand at what they are to: message id → [{emoji, who}], each person's last. */
export function reactions(messages, nameOf) {
  const latest = new Map();
  for (const message of messages.filter((it) => it.type === 'reaction')) {
    const { message_id: to, emoji } = message.of;
    const of = latest.get(to) ?? new Map();
    of.set(message.sender, emoji);
    latest.set(to, of);
  }
  return new Map([...latest].map(([to, of]) => [to, [...of].filter(([, emoji]) => emoji).map(([sender, emoji]) => ({ emoji, who: nameOf(sender) }))]));
}

/** A message in few words, as it is quoted. */
export function inShort(message) {
  const of = message.of ?? {};
  switch (message.type) {
    case 'text': return of.body ?? '';
    case 'template': return of.text ?? `Template ${of.name}`;
    case 'image': return of.caption ?? 'Photo';
    case 'video': return of.caption ?? 'Video';
    case 'audio': return of.voice ? 'Voice note' : 'Audio';
    case 'document': return of.filename ?? of.caption ?? 'Document';
    case 'sticker': return 'Sticker';
    case 'unsupported': return NO_FORM[of.type] ?? 'Something that the API has no form for';
    default: return message.type;
  }
}
