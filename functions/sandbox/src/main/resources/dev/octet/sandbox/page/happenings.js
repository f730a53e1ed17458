// What happened in a group, as a sentence each.

import { businessName, nameOf } from './state.js';

/** @returns {text, kind} of an event of `GET /sandbox/api/groups/{id}/events` */
export function sentence(event, group) {
  const business = businessName(group.phone_number_id);
  const who = event.person ? event.person.name ?? nameOf(event.person.id) : 'Somebody';
  switch (event.type) {
    case 'created': return { text: `${business} made the group` };
    case 'subject_changed': return { text: event.subject ? `${business} named the group “${event.subject}”` : `${business} changed the subject` };
    case 'description_changed': return { text: event.description === '' ? `${business} took the description away` : `${business} changed the description` };
    case 'picture_changed': return { text: `${business} changed the picture` };
    case 'link_reset': return { text: `${business} renewed the invite link; the one before is dead` };
    case 'joined': return { text: `${who} came in by the invite link` };
    case 'requested': return { text: `${who} asks to come in` };
    case 'request_cancelled': return { text: `${who} does not ask any more` };
    case 'approved': return { text: `${business} let ${who} in` };
    case 'rejected': return { text: `${business} turned ${who} down` };
    case 'left': return { text: `${who} left` };
    case 'removed': return { text: `${business} removed ${who}` };
    case 'suspended': return { text: 'WhatsApp suspended the group', kind: 'alarm' };
    case 'suspension_cleared': return { text: 'The group is suspended no longer' };
    case 'deleted': return event.by === 'platform' ? { text: 'The group vanished, and nothing told of it', kind: 'alarm' } : { text: `${business} deleted the group`, kind: 'alarm' };
    case 'pinned': return { text: `${business} pinned a message` };
    case 'unpinned': return { text: `${business} took a pin away` };
    default: return { text: String(event.type).replaceAll('_', ' ') };
  }
}
