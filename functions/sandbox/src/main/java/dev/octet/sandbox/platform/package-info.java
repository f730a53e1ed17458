/** The platform's rules, pure: state and a request give new state, an answer and a webhook. No I/O, no clock of its own. */
@NullMarked
package dev.octet.sandbox.platform;

import org.jspecify.annotations.NullMarked;
