/** What the platform delivers: signed bodies, split into single events, and what each event says. */
@NullMarked
package dev.octet.graph.webhook;

import org.jspecify.annotations.NullMarked;
