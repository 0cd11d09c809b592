/** Writes the documentation site. */
@NullMarked
package io.github.cpapi.conformance.site;

import org.jspecify.annotations.NullMarked;
