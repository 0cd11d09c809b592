/**
 * From what a trader says, a symbol for example, to the one contract id that an order needs. Never
 * by guessing.
 */
@NullMarked
package io.github.cpapi.client.contract;

import org.jspecify.annotations.NullMarked;
