/** Queues over ElasticMQ, and the polling that hands their messages to functions. */
@NullMarked
package dev.octet.localstack.queue;

import org.jspecify.annotations.NullMarked;
