/** What a client asks for, once its JSON has been read and found to make sense. */
@NullMarked
package io.github.cpapi.mock.ticket;

import org.jspecify.annotations.NullMarked;
