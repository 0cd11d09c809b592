/**
 * The operations of the tags orders and replies. They pass requests to {@code state} and answer
 * with the outcome.
 */
@NullMarked
package io.github.cpapi.mock.order;

import org.jspecify.annotations.NullMarked;
