/**
 * The brokerage session: reading its state, opening it, keeping it alive, and reporting its loss.
 */
@NullMarked
package io.github.cpapi.client.session;

import org.jspecify.annotations.NullMarked;
