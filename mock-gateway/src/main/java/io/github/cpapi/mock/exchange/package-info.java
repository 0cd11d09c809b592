/** A call, its answer and the remarks about it. Plain values without a server and without state. */
@NullMarked
package io.github.cpapi.mock.exchange;

import org.jspecify.annotations.NullMarked;
