/**
 * The contract as data: the spec, the clauses, the known questions and the recordings, and what it
 * takes to read them.
 *
 * <p>Nothing here talks to a gateway and nothing here knows the client or the mock.
 */
@NullMarked
package io.github.cpapi.contract;

import org.jspecify.annotations.NullMarked;
