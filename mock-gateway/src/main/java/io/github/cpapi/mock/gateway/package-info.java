/**
 * The gateway without a network: requests in, answers out. {@link
 * io.github.cpapi.mock.gateway.Gateway} has the table of operations and the order of the filters
 * before them. What a single operation answers belongs to {@code session}, {@code contract} or
 * {@code order}.
 */
@NullMarked
package io.github.cpapi.mock.gateway;

import org.jspecify.annotations.NullMarked;
