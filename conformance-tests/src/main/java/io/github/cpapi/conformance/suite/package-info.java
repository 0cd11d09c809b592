/**
 * The suites, one a group of operations. Each test shows a clause and talks to the gateway under
 * test alone.
 */
@NullMarked
package io.github.cpapi.conformance.suite;

import org.jspecify.annotations.NullMarked;
