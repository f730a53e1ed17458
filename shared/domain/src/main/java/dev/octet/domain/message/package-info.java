/** A message: what may be asked of the platform, and what is known of what was sent and received. */
@NullMarked
package dev.octet.domain.message;

import org.jspecify.annotations.NullMarked;
