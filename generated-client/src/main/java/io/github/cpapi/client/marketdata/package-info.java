/** Prices of contracts, as they are when they are asked for. Reads only; nothing is streamed. */
@NullMarked
package io.github.cpapi.client.marketdata;

import org.jspecify.annotations.NullMarked;
