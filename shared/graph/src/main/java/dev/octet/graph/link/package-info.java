/** Fetching what callers link to, and posting to what somebody has set: at public addresses only. */
@NullMarked
package dev.octet.graph.link;

import org.jspecify.annotations.NullMarked;
