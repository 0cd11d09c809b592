/** Reads tickets from JSON and finds the gateway's refusals. Changes no state. */
@NullMarked
package io.github.cpapi.mock.reading;

import org.jspecify.annotations.NullMarked;
