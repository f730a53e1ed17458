/** What a function does before Lambda takes a snapshot of it (SnapStart), so that nothing is slow, and nothing secret or random is in it. */
@NullMarked
package dev.octet.aws.snapshot;

import org.jspecify.annotations.NullMarked;
