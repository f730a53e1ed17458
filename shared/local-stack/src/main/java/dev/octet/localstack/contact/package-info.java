/** {@code mvn -Pdemo -Dplatform=meta}: a real number's first group, call by call beside the sandbox's, and what differs. */
@NullMarked
package dev.octet.localstack.contact;

import org.jspecify.annotations.NullMarked;
