/**
 * Runs the suites against a target with the JUnit Platform, and turns what happens to each test
 * into the verdict about its clause.
 */
@NullMarked
package io.github.cpapi.conformance.run;

import org.jspecify.annotations.NullMarked;
