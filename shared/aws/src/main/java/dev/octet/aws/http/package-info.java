/** HTTP API events, payload format 2.0, in and out. */
@NullMarked
package dev.octet.aws.http;

import org.jspecify.annotations.NullMarked;
