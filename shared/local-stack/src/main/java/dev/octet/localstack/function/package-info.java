/** Functions in processes of their own, against a Lambda Runtime API. */
@NullMarked
package dev.octet.localstack.function;

import org.jspecify.annotations.NullMarked;
