/**
 * The vocabulary of faults: which there are, how one is armed, and how an answer comes over the
 * wire. Plain Java; {@code state} keeps the armed ones, {@code gateway} decides what one does to a
 * request.
 */
@NullMarked
package io.github.cpapi.mock.fault;

import org.jspecify.annotations.NullMarked;
