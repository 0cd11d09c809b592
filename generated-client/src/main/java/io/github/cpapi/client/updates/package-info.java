/**
 * What becomes of orders, as it happens: {@code client.updates()}. The gateway's REST answers are
 * the truth; its websocket makes the news fast.
 */
@NullMarked
package io.github.cpapi.client.updates;

import org.jspecify.annotations.NullMarked;
