/** Schedules that invoke functions at a rate. */
@NullMarked
package dev.octet.localstack.schedule;

import org.jspecify.annotations.NullMarked;
