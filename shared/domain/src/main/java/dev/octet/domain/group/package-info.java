/** A WhatsApp group as Octet knows it: settings, people, link, and the clock of each. */
@NullMarked
package dev.octet.domain.group;

import org.jspecify.annotations.NullMarked;
