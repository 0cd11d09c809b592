/**
 * What the broker remembers: each account's orders and the questions that are open about them.
 *
 * <p>Plain Java. Nothing here knows HTTP, JSON or WireMock, whose own scenarios are global and
 * race.
 */
@NullMarked
package io.github.cpapi.mock.state;

import org.jspecify.annotations.NullMarked;
