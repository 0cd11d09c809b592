/** The brokerage session: whether there is one, whose it is, and keeping it alive. */
@NullMarked
package io.github.cpapi.client.session;

import org.jspecify.annotations.NullMarked;
