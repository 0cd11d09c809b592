/**
 * What a run found, as data: one verdict for each clause, the exchanges behind it, and the findings
 * about the contract. Reports read this; nothing here knows how a clause is tested.
 */
@NullMarked
package io.github.cpapi.conformance.result;

import org.jspecify.annotations.NullMarked;
