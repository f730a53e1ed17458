/** What every function needs of AWS: environment, clients, log. */
@NullMarked
package dev.octet.aws;

import org.jspecify.annotations.NullMarked;
