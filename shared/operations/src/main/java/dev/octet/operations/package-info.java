/** Operations: recorded before they are begun, carried on by whoever comes, waiting where their number is left alone, and told. */
@NullMarked
package dev.octet.operations;

import org.jspecify.annotations.NullMarked;
