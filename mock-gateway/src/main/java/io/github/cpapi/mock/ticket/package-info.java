/** Order tickets and contracts as values, after parsing and checking. */
@NullMarked
package io.github.cpapi.mock.ticket;

import org.jspecify.annotations.NullMarked;
