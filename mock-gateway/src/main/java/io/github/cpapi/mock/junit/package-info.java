/** The JUnit extension of the mock. JUnit is an optional dependency: add it yourself. */
@NullMarked
package io.github.cpapi.mock.junit;

import org.jspecify.annotations.NullMarked;
