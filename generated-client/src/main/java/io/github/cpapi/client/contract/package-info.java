/**
 * Finds the one contract id that an order needs from what a trader knows, for example a symbol. It
 * never guesses.
 */
@NullMarked
package io.github.cpapi.client.contract;

import org.jspecify.annotations.NullMarked;
