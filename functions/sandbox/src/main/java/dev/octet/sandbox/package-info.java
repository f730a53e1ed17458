/** The platform on Lambda: its Graph endpoints, its people and their pages, its webhooks; over a table and a queue of its own. */
@NullMarked
package dev.octet.sandbox;

import org.jspecify.annotations.NullMarked;
