/** The operations of the tag portfolio: what an account holds. All of them only read. */
@NullMarked
package io.github.cpapi.mock.portfolio;

import org.jspecify.annotations.NullMarked;
