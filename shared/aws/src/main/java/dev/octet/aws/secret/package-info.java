/** Secrets, cached with a time limit and rotated without a deployment. */
@NullMarked
package dev.octet.aws.secret;

import org.jspecify.annotations.NullMarked;
