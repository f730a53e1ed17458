/** Reads the SAM template: what the stack runs comes out, what it cannot run is named with its line. */
@NullMarked
package dev.octet.localstack.template;

import org.jspecify.annotations.NullMarked;
