/**
 * What became of an order, of each of its legs, and how that is known. Values only: the reading of
 * answers and the look-ups that lead to them are in {@code client.order}.
 */
@NullMarked
package io.github.cpapi.client.outcome;

import org.jspecify.annotations.NullMarked;
