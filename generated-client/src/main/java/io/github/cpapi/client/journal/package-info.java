/**
 * What has to survive a crash: every order before it is sent, and what became of it. The form of
 * the file, its lock and the proof that it is still the same file belong here; when to write is
 * decided in {@code client.order}.
 */
@NullMarked
package io.github.cpapi.client.journal;

import org.jspecify.annotations.NullMarked;
