/**
 * What the suites are written with: the gateway under test, the JUnit extension that provides it,
 * plain HTTP that validates every answer, and the annotation that names the clause of a test. Tests
 * of the kit, of client and mock together and of the documentation belong in {@code src/test}.
 */
@NullMarked
package io.github.cpapi.conformance;

import org.jspecify.annotations.NullMarked;
