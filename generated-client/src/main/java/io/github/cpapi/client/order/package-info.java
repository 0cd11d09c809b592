/**
 * The order desk: from a ticket to an outcome. {@link io.github.cpapi.client.order.OrderDesk} is
 * where to start; each step on the way is a class of its own, and no step goes back to an earlier
 * one.
 */
@NullMarked
package io.github.cpapi.client.order;

import org.jspecify.annotations.NullMarked;
