/** What a command prints, and the code with which it ends. */
@NullMarked
package io.github.cpapi.cli.output;

import org.jspecify.annotations.NullMarked;
