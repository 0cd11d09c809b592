/**
 * The websocket of the gateway without a network: what a client sends, and the frames that the
 * changes of the state bring. {@link io.github.cpapi.mock.socket.Sockets} holds the open ones.
 */
@NullMarked
package io.github.cpapi.mock.socket;

import org.jspecify.annotations.NullMarked;
