/**
 * All mutable state: the orders of each account with their open questions, the session, the armed
 * faults and the request counts. No other package holds state.
 *
 * <p>Plain Java without HTTP, JSON or WireMock. WireMock's own scenarios are global and not safe
 * under concurrency.
 */
@NullMarked
package io.github.cpapi.mock.state;

import org.jspecify.annotations.NullMarked;
