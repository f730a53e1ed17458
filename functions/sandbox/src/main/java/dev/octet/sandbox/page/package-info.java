/** The page that an invite link opens, which needs no script; and the files of the page on which the whole is seen and played. */
@NullMarked
package dev.octet.sandbox.page;

import org.jspecify.annotations.NullMarked;
