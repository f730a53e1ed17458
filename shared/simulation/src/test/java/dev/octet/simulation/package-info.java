/** Seeded histories of groups: the real functions and the sandbox in one thread, on one clock. */
@NullMarked
package dev.octet.simulation;

import org.jspecify.annotations.NullMarked;
