/**
 * Holding a gateway against the contract: what it is, how it is reached, and which clause a test
 * shows.
 */
@NullMarked
package io.github.cpapi.conformance;

import org.jspecify.annotations.NullMarked;
