/** What changed in the API, and what it means for an order and for the client. */
@NullMarked
package io.github.cpapi.conformance.drift;

import org.jspecify.annotations.NullMarked;
