/** JSON as a value: read leniently, written so that every carrier takes it. The only place that knows a JSON library. */
@NullMarked
package dev.octet.domain.json;

import org.jspecify.annotations.NullMarked;
