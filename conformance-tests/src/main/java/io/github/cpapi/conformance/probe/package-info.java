/**
 * Runs a client program, in any language and as a process of its own, through named troubles of the
 * mock, and tells from the mock's books what the program did. Reports read {@link
 * io.github.cpapi.conformance.probe.ProbeResult}; nothing here writes one.
 */
@NullMarked
package io.github.cpapi.conformance.probe;

import org.jspecify.annotations.NullMarked;
