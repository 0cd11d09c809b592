/**
 * The vocabulary of trouble: which faults there are, which are armed, and how an answer comes over
 * the wire. Plain Java; {@code mock.play} says what an armed fault does to a request.
 */
@NullMarked
package io.github.cpapi.mock.fault;

import org.jspecify.annotations.NullMarked;
