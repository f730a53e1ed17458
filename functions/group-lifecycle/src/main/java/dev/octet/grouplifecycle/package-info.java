/** Group lifecycle: group operations over HTTP and by queue, what the platform says happened, and settlement. */
@NullMarked
package dev.octet.grouplifecycle;

import org.jspecify.annotations.NullMarked;
