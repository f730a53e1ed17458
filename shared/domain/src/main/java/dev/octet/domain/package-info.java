/** Groups, invitations, messages, rules and decisions: plain Java, no input or output, no framework. */
@NullMarked
package dev.octet.domain;

import org.jspecify.annotations.NullMarked;
