package io.github.cpapi.mock.state;

import java.time.Clock;

/**
 * What all accounts of a mock share.
 *
 * @param clock tells when orders come in and are filled
 * @param ids numbers them
 * @param prices where the market is
 */
record Environment(Clock clock, Ids ids, Prices prices) {}
