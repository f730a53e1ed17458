/** {@code java -jar octet-local.jar}: unpacks what is in it, and runs it in a process of its own. */
@NullMarked
package dev.octet.localstack.jar;

import org.jspecify.annotations.NullMarked;
