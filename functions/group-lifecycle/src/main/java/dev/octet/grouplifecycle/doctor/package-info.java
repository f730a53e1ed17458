/** What keeps a number from working, found by asking; nothing is changed by it. */
@NullMarked
package dev.octet.grouplifecycle.doctor;

import org.jspecify.annotations.NullMarked;
