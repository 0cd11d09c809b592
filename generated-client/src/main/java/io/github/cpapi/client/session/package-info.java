/**
 * The brokerage session: whether there is one, whose it is, opening it, keeping it alive, and
 * noticing its end.
 */
@NullMarked
package io.github.cpapi.client.session;

import org.jspecify.annotations.NullMarked;
