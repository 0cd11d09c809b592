/**
 * Everything that a request changes: each account's orders and the questions that are open about
 * them, the session, the armed faults, the requests counted. No other room keeps anything.
 *
 * <p>Plain Java. Nothing here knows HTTP, JSON or WireMock, whose own scenarios are global and
 * race.
 */
@NullMarked
package io.github.cpapi.mock.state;

import org.jspecify.annotations.NullMarked;
