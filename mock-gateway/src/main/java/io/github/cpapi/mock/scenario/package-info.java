/**
 * Scenarios: the contracts that can be traded, the questions that the broker asks and the orders
 * that it refuses, read from {@code mock-gateway/scenarios}.
 */
@NullMarked
package io.github.cpapi.mock.scenario;

import org.jspecify.annotations.NullMarked;
