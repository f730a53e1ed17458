/** What runs inside a function's process beside the function. Knows nothing of the rest of the stack. */
@NullMarked
package dev.octet.localstack.runtimeclient;

import org.jspecify.annotations.NullMarked;
