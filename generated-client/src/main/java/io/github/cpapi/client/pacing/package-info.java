/**
 * Keeps calls within IBKR's limits for a gateway: the limits of the contract, priorities, and the
 * penalty after a 429.
 *
 * <p>A call waits, or fails before it is sent. This package sends and repeats nothing.
 */
@NullMarked
package io.github.cpapi.client.pacing;

import org.jspecify.annotations.NullMarked;
