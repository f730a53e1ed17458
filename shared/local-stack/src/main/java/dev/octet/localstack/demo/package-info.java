/** {@code mvn -Pdemo}: the story, played over HTTP and SQS, with its progress on the terminal. */
@NullMarked
package dev.octet.localstack.demo;

import org.jspecify.annotations.NullMarked;
