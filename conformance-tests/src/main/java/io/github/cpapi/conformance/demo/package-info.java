/** The journey of an order, for people: {@code mvn -q -Pdemo}. */
@NullMarked
package io.github.cpapi.conformance.demo;

import org.jspecify.annotations.NullMarked;
