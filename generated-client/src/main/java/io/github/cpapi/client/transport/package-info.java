/**
 * How a call reaches the gateway and how it can fail: TLS, time-outs, JSON and exceptions.
 *
 * <p>No request is ever repeated.
 */
@NullMarked
package io.github.cpapi.client.transport;

import org.jspecify.annotations.NullMarked;
