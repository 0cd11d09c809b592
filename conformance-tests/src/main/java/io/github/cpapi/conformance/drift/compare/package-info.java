/** Matches the operations of two documents and compares their messages. */
@NullMarked
package io.github.cpapi.conformance.drift.compare;

import org.jspecify.annotations.NullMarked;
