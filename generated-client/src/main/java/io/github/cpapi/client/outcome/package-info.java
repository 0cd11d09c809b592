/**
 * What became of an order and of each of its legs, and how that is known. Only values belong here;
 * {@code client.order} reads replies and searches for orders.
 */
@NullMarked
package io.github.cpapi.client.outcome;

import org.jspecify.annotations.NullMarked;
