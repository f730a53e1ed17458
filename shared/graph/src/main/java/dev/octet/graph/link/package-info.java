/** Fetching what callers link to, from public addresses only. */
@NullMarked
package dev.octet.graph.link;

import org.jspecify.annotations.NullMarked;
