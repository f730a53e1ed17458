/** The store of what Octet told: written by whoever copies notifications, read by replays and by whoever erases a person. */
@NullMarked
package dev.octet.aws.notification;

import org.jspecify.annotations.NullMarked;
