/**
 * Gateways that break one thing each, to prove that the suites notice it. {@code mutants.yaml} says
 * what is broken.
 */
@NullMarked
package io.github.cpapi.conformance.mutant;

import org.jspecify.annotations.NullMarked;
