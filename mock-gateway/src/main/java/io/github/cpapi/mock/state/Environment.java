package io.github.cpapi.mock.state;

import java.time.Clock;

/**
 * What all accounts of a mock share.
 *
 * @param clock the time of orders and fills
 * @param ids the generator of ids
 * @param prices the reference prices
 */
record Environment(Clock clock, Ids ids, Prices prices) {}
