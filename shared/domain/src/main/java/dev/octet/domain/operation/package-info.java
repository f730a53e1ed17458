/** What became of a command: the states of an operation, and what to do next in each. */
@NullMarked
package dev.octet.domain.operation;

import org.jspecify.annotations.NullMarked;
