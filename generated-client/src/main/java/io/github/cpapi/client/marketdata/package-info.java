/** Snapshots of market data. Read-only; nothing is streamed. */
@NullMarked
package io.github.cpapi.client.marketdata;

import org.jspecify.annotations.NullMarked;
