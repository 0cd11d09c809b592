/** The sides that can be compared: documents, the contract, the baseline, recordings and runs. */
@NullMarked
package io.github.cpapi.conformance.drift.side;

import org.jspecify.annotations.NullMarked;
