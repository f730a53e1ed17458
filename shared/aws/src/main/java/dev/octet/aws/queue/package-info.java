/** SQS: batches in, with the rules of FIFO; full batches out; notifications. */
@NullMarked
package dev.octet.aws.queue;

import org.jspecify.annotations.NullMarked;
