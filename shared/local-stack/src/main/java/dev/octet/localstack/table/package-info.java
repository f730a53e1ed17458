/** Tables over DynamoDB Local. */
@NullMarked
package dev.octet.localstack.table;

import org.jspecify.annotations.NullMarked;
