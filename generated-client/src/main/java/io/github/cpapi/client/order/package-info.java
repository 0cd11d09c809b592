/**
 * The order desk, from a ticket to an outcome. Start at {@link
 * io.github.cpapi.client.order.OrderDesk}. Each step is a class of its own, and no step calls an
 * earlier one.
 */
@NullMarked
package io.github.cpapi.client.order;

import org.jspecify.annotations.NullMarked;
