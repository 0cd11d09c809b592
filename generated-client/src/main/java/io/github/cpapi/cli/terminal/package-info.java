/** The person at the terminal, and the end of a command that is told to stop. */
@NullMarked
package io.github.cpapi.cli.terminal;

import org.jspecify.annotations.NullMarked;
