/** Runs the template on one machine: settings, command line, start and end. */
@NullMarked
package dev.octet.localstack;

import org.jspecify.annotations.NullMarked;
