/**
 * The gateway without a network: requests in, answers out. {@link
 * io.github.cpapi.mock.gateway.Gateway} holds the table of operations and the order of the filters.
 * The handlers of the operations are in {@code session}, {@code contract} and {@code order}.
 */
@NullMarked
package io.github.cpapi.mock.gateway;

import org.jspecify.annotations.NullMarked;
