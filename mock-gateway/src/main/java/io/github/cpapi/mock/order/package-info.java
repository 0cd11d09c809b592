/**
 * The operations of the tags orders and replies: they hand what was asked for to the {@code state}
 * and say what became of it.
 */
@NullMarked
package io.github.cpapi.mock.order;

import org.jspecify.annotations.NullMarked;
