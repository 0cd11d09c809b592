/** An order as it is typed: in arguments, or in a file. */
@NullMarked
package io.github.cpapi.cli.ticket;

import org.jspecify.annotations.NullMarked;
