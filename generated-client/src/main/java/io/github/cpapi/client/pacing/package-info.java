/**
 * Keeps within what IBKR allows a gateway, before IBKR enforces it: the limits of the contract, who
 * goes first, and the lock-out after a 429.
 *
 * <p>A call waits for its turn or fails before it is sent. Nothing here sends anything, and nothing
 * is ever sent again.
 */
@NullMarked
package io.github.cpapi.client.pacing;

import org.jspecify.annotations.NullMarked;
