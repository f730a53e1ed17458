/** The stack's own servers: the JDK's, on the loopback address. */
@NullMarked
package dev.octet.localstack.loopback;

import org.jspecify.annotations.NullMarked;
