/**
 * The contract as data, and its readers: the spec, the clauses, the known questions and the
 * recordings.
 *
 * <p>This package does not connect to a gateway and does not depend on the client or the mock.
 */
@NullMarked
package io.github.cpapi.contract;

import org.jspecify.annotations.NullMarked;
