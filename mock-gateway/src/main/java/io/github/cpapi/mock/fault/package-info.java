/**
 * The vocabulary of faults: which exist, how to arm one and how its answer is delivered. Plain
 * Java. {@code state} keeps the armed faults, {@code gateway} injects them.
 */
@NullMarked
package io.github.cpapi.mock.fault;

import org.jspecify.annotations.NullMarked;
