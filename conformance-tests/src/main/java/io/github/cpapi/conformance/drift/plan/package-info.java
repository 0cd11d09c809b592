/** What to edit for the findings, and where. */
@NullMarked
package io.github.cpapi.conformance.drift.plan;

import org.jspecify.annotations.NullMarked;
