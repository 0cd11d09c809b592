/**
 * The journal, which survives a crash: every order before it is sent, and its outcome. The file's
 * format and locks belong here; {@code client.order} decides when to write.
 */
@NullMarked
package io.github.cpapi.client.journal;

import org.jspecify.annotations.NullMarked;
