/**
 * Sealed types for the frames of the websocket. The members decide the form of a frame and of its
 * rows. Everything that was received stays available as raw JSON.
 */
@NullMarked
package io.github.cpapi.client.frame;

import org.jspecify.annotations.NullMarked;
