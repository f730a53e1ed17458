/** The platform's language: operations, requests and answers, webhooks, signatures, errors. */
@NullMarked
package dev.octet.graph;

import org.jspecify.annotations.NullMarked;
