/** What Octet told, for everybody beside the reader of {@code notifications.fifo}. */
@NullMarked
package dev.octet.notificationdelivery;

import org.jspecify.annotations.NullMarked;
