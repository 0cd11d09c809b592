/**
 * The HTTP server: everything that knows WireMock or Jetty, TLS, the status phrases, the delivery
 * of faults and the log of the exchanges. What the gateway answers is decided in {@code gateway}.
 */
@NullMarked
package io.github.cpapi.mock.server;

import org.jspecify.annotations.NullMarked;
