/**
 * What the gateway may answer where the contract says "one of": sealed types, decided by the shape
 * of the JSON over all rows, never by status or by English text. The raw JSON stays available.
 */
@NullMarked
package io.github.cpapi.client.reply;

import org.jspecify.annotations.NullMarked;
