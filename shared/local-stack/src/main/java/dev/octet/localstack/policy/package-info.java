/** What a function may do on AWS, by its policy: enforced in its own process, and written down. */
@NullMarked
package dev.octet.localstack.policy;

import org.jspecify.annotations.NullMarked;
