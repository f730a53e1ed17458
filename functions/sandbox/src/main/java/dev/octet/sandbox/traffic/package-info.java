/** What went over the wires of the sandbox: calls, webhooks and notifications, recorded for whoever develops against it. */
@NullMarked
package dev.octet.sandbox.traffic;

import org.jspecify.annotations.NullMarked;
