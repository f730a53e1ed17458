/** What keeps the stack's queues, tables and secret, as the stack itself asks it. */
@NullMarked
package dev.octet.localstack.engine;

import org.jspecify.annotations.NullMarked;
