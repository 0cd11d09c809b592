/** Positions, cash, value and margin of an account. Read-only. */
@NullMarked
package io.github.cpapi.client.portfolio;

import org.jspecify.annotations.NullMarked;
