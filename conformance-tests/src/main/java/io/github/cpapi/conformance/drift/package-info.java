/**
 * Drift: what changed between two descriptions of the API, and what it means for an order.
 *
 * <p>A document is read, normalised, matched with another one and compared. The result is a list of
 * findings, the most severe first.
 */
@NullMarked
package io.github.cpapi.conformance.drift;

import org.jspecify.annotations.NullMarked;
