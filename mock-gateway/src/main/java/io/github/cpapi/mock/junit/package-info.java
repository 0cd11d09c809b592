/** The mock gateway in tests with JUnit. Whoever uses it brings JUnit along. */
@NullMarked
package io.github.cpapi.mock.junit;

import org.jspecify.annotations.NullMarked;
