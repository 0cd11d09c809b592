/** The operations of the tag session: login, accounts and suppressed questions. */
@NullMarked
package io.github.cpapi.mock.session;

import org.jspecify.annotations.NullMarked;
