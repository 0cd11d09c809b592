/** The operations of the tag portfolio: positions, cash, value and margin. Read-only. */
@NullMarked
package io.github.cpapi.mock.portfolio;

import org.jspecify.annotations.NullMarked;
