/**
 * What passes between a test and the gateway: the log of each test, and what differs from the
 * contract.
 */
@NullMarked
package io.github.cpapi.conformance.exchange;

import org.jspecify.annotations.NullMarked;
