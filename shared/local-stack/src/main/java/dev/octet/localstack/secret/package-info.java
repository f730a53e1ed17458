/** The secret, where it is kept as deployed. */
@NullMarked
package dev.octet.localstack.secret;

import org.jspecify.annotations.NullMarked;
