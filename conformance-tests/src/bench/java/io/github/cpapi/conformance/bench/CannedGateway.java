package io.github.cpapi.conformance.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.cpapi.contract.Recordings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers every conversation alike: a stock with its contract, one question to the order, and the
 * acknowledgement. A process of its own, so that its work and its garbage do not count as the
 * client's. Prints its port; then, for each line that it reads, how many requests it has answered,
 * and on how many connections.
 */
final class CannedGateway {

  private static final String BASE = "/v1/api";

  private static final Map<String, String> RECORDINGS =
      Map.of(
          "/trsrv/stocks", "contracts/stocks-aapl",
          "/iserver/contract/", "contracts/info-aapl",
          "/iserver/account/", "orders/question-o354",
          "/iserver/reply/", "replies/acknowledged");

  private CannedGateway() {}

  /** Runs until its standard input ends. */
  public static void main(String[] none) throws IOException {
    // Otherwise an answer would wait for the acknowledgement of its header, 40 milliseconds.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    AtomicInteger requests = new AtomicInteger();
    Connections connections = new Connections();
    RECORDINGS.forEach(
        (path, recording) -> {
          byte[] body = body(recording);
          server.createContext(
              BASE + path,
              exchange -> {
                requests.incrementAndGet();
                connections.add(exchange.getRemoteAddress());
                answer(exchange, body);
              });
        });
    server.start();
    System.out.println(server.getAddress().getPort());
    for (int c = System.in.read(); c >= 0; c = System.in.read()) {
      if (c == '\n') {
        System.out.println(requests + " " + connections.count());
      }
    }
    server.stop(0);
  }

  /** Counts connections by the ports of the client, which come again after a while. */
  private static final class Connections {
    private final Set<SocketAddress> last = new HashSet<>();
    private int count;

    synchronized void add(SocketAddress client) {
      if (last.add(client)) {
        count++;
      }
    }

    synchronized int count() {
      last.clear();
      return count;
    }
  }

  private static byte[] body(String recording) {
    return Recordings.load()
        .get(recording)
        .responseBody()
        .orElseThrow()
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
