/**
 * The commands of the jar. They read arguments and print; all they start is a {@link
 * io.github.cpapi.mock.MockGateway}.
 */
@NullMarked
package io.github.cpapi.mock.cli;

import org.jspecify.annotations.NullMarked;
