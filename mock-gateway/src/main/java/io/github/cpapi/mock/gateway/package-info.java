/**
 * The gateway without a network: requests in, answers out. {@link
 * io.github.cpapi.mock.gateway.Gateway} holds the order of the filters, {@code Operations} the
 * table of operations. The handlers of the operations are in {@code session}, {@code contract},
 * {@code marketdata}, {@code portfolio} and {@code order}.
 */
@NullMarked
package io.github.cpapi.mock.gateway;

import org.jspecify.annotations.NullMarked;
