/**
 * The suites, one class per group of operations. Each test demonstrates one clause at the gateway
 * under test, with plain HTTP or the client. A test that changes what all accounts share is marked
 * {@code @IsolatedGateway}.
 */
@NullMarked
package io.github.cpapi.conformance.suite;

import org.jspecify.annotations.NullMarked;
