/**
 * The command line of the client, in an executable jar of its own. The library does not need this
 * package, nor the libraries that only this package uses.
 */
@NullMarked
package io.github.cpapi.cli;

import org.jspecify.annotations.NullMarked;
