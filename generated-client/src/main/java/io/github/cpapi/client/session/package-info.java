/**
 * The brokerage session: checking a gateway, reading the session's state, opening it, keeping it
 * alive, and reporting its loss.
 */
@NullMarked
package io.github.cpapi.client.session;

import org.jspecify.annotations.NullMarked;
