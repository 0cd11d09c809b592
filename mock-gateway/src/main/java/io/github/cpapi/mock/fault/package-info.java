/**
 * The vocabulary of faults: which there are, which are armed, and how an answer comes over the
 * wire. Plain Java; {@code gateway} decides what an armed fault does to a request.
 */
@NullMarked
package io.github.cpapi.mock.fault;

import org.jspecify.annotations.NullMarked;
