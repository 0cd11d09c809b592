package io.github.cpapi.mock.socket;

import java.time.Instant;
import java.util.List;

/**
 * A websocket as its developer sees it.
 *
 * @param id a number, the first socket is 1
 * @param opened by the mock's clock
 * @param state waiting for a session, before the greeting, open or closed
 * @param subscriptions the topics that the client has subscribed to
 * @param sent the number of frames sent
 * @param waitingBytes what the client has not read and the network has not taken
 * @param remarks what may surprise the client's developer, oldest first, the last {@value
 *     SocketSession#MAX_REMARKS}
 */
public record SocketReport(
    long id,
    Instant opened,
    String state,
    List<String> subscriptions,
    long sent,
    long waitingBytes,
    List<String> remarks) {}
