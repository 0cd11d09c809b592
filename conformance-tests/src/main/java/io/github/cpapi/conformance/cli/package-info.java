/** The command line of the conformance kit. Options and messages live here; nothing else does. */
@NullMarked
package io.github.cpapi.conformance.cli;

import org.jspecify.annotations.NullMarked;
