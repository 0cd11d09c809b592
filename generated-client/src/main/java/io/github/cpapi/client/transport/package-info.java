/**
 * How a call reaches the gateway and how it can fail: TLS, time-outs, the reading of JSON, and the
 * few exceptions.
 *
 * <p>Nothing here ever repeats a request.
 */
@NullMarked
package io.github.cpapi.client.transport;

import org.jspecify.annotations.NullMarked;
