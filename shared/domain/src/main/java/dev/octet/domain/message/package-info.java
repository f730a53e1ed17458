/** Messages of groups: what may be sent, what became of it, and what it cost. */
@NullMarked
package dev.octet.domain.message;

import org.jspecify.annotations.NullMarked;
