/**
 * From the JSON of a ticket to a ticket, or to the refusal that the gateway gives it. Nothing here
 * changes the state.
 */
@NullMarked
package io.github.cpapi.mock.reading;

import org.jspecify.annotations.NullMarked;
