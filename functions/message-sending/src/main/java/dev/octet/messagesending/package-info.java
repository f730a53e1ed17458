/** Messages of groups: what people write, and what became of what was sent. */
@NullMarked
package dev.octet.messagesending;

import org.jspecify.annotations.NullMarked;
