/** Reads OpenAPI documents of all versions into one form that holds facts only. */
@NullMarked
package io.github.cpapi.conformance.drift.document;

import org.jspecify.annotations.NullMarked;
