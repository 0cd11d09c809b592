/** Two runs side by side: what one target does and the other does not. */
@NullMarked
package io.github.cpapi.conformance.compare;

import org.jspecify.annotations.NullMarked;
