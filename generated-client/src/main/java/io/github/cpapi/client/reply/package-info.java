/**
 * Sealed types for answers that have several forms ("one of" in the contract). The shape of the
 * JSON decides the form, never the status or the English text. The raw JSON of an answer to an
 * order stays available.
 */
@NullMarked
package io.github.cpapi.client.reply;

import org.jspecify.annotations.NullMarked;
