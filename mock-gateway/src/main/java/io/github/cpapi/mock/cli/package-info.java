/**
 * The commands of the jar. They parse arguments, start a {@link io.github.cpapi.mock.MockGateway}
 * and print.
 */
@NullMarked
package io.github.cpapi.mock.cli;

import org.jspecify.annotations.NullMarked;
