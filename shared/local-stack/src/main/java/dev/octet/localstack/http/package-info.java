/** The HTTP API: routes, limits, payload format 2.0. */
@NullMarked
package dev.octet.localstack.http;

import org.jspecify.annotations.NullMarked;
