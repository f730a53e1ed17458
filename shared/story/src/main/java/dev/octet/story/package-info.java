/** One whole story of groups: what is asked of Octet, what people do, and what must be seen of it. */
@NullMarked
package dev.octet.story;

import org.jspecify.annotations.NullMarked;
