/** Webhook intake: verify, split, put into queues, acknowledge. Nothing else is decided here. */
@NullMarked
package dev.octet.webhookintake;

import org.jspecify.annotations.NullMarked;
