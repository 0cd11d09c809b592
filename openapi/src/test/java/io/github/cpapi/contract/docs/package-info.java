/**
 * Writes the documents below {@code openapi/docs} from the spec, the recordings, the clauses and
 * the questions.
 */
@NullMarked
package io.github.cpapi.contract.docs;

import org.jspecify.annotations.NullMarked;
