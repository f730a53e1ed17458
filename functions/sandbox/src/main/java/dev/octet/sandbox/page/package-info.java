/** The page that an invite link opens: plain HTML, one style sheet inside, no script, nothing from elsewhere. */
@NullMarked
package dev.octet.sandbox.page;

import org.jspecify.annotations.NullMarked;
