/** The demo, {@code mvn -q -Pdemo}: prints the way of an order for people. Contains no tests. */
@NullMarked
package io.github.cpapi.conformance.demo;

import org.jspecify.annotations.NullMarked;
