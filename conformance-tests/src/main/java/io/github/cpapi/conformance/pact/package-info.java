/**
 * The pact of the client: what it reads in each answer, and the verification that a gateway keeps
 * it.
 */
@NullMarked
package io.github.cpapi.conformance.pact;

import org.jspecify.annotations.NullMarked;
