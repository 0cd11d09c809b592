/**
 * The mock gateway as a server: {@link io.github.cpapi.mock.MockGateway} for tests, {@link
 * io.github.cpapi.mock.MockGatewayCommand} for the command line.
 *
 * <p>Only this package knows WireMock.
 */
@NullMarked
package io.github.cpapi.mock;

import org.jspecify.annotations.NullMarked;
