/** The one table: items, conditional writes that know their own retries. */
@NullMarked
package dev.octet.aws.table;

import org.jspecify.annotations.NullMarked;
