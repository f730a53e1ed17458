/** The code that the stack runs, kept from changing under it. */
@NullMarked
package dev.octet.localstack.code;

import org.jspecify.annotations.NullMarked;
