/**
 * The HTTP server: everything that depends on WireMock or Jetty, including TLS, status phrases, the
 * delivery of faults and the exchange log. {@code gateway} decides the answers.
 */
@NullMarked
package io.github.cpapi.mock.server;

import org.jspecify.annotations.NullMarked;
