/** What an account holds: its positions, cash, value and margin. Reads only. */
@NullMarked
package io.github.cpapi.client.portfolio;

import org.jspecify.annotations.NullMarked;
