/**
 * Measures client and mock beside what they are compared with. {@code mvn -Pbench verify} runs it.
 */
@NullMarked
package io.github.cpapi.conformance.bench;

import org.jspecify.annotations.NullMarked;
