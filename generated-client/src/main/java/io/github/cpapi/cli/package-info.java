/**
 * The command line of the client, in an executable jar of its own. The library does not need these
 * packages, nor the libraries that only they use.
 *
 * <p>{@link io.github.cpapi.cli.Cpapi} lists the commands; each is a class of this package. What
 * they share is here, too; what knows no command is in the packages below.
 */
@NullMarked
package io.github.cpapi.cli;

import org.jspecify.annotations.NullMarked;
