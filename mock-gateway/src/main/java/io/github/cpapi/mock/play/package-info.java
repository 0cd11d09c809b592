/**
 * From a request to the recording that answers it, with the caller's own order put in.
 *
 * <p>{@link io.github.cpapi.mock.play.Gateway} is the way in. Nothing here knows WireMock.
 */
@NullMarked
package io.github.cpapi.mock.play;

import org.jspecify.annotations.NullMarked;
