/**
 * Failures that somebody accepts for a while: clause, condition, reason and expiry, from a file.
 */
@NullMarked
package io.github.cpapi.conformance.waiver;

import org.jspecify.annotations.NullMarked;
