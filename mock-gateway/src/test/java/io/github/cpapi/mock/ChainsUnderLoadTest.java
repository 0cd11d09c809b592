package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How many requests are sent says the system property {@code load.requests}; see the pom. */
@DisplayName("Sixteen threads with an account each get no wrong answer")
class ChainsUnderLoadTest {

  private static final int THREADS = 16;

  private static final String FAR_LIMIT =
      "\"conid\":265598,\"orderType\":\"LMT\",\"side\":\"BUY\",\"quantity\":%d,\"price\":1,"
          + "\"tif\":\"DAY\",\"cOID\":\"%s\"";

  @Test
  @DisplayName("over plain HTTP")
  void http() throws Exception {
    run(MockGatewayOptions.defaults().http());
  }

  @Test
  @DisplayName("over TLS")
  void tls() throws Exception {
    run(MockGatewayOptions.defaults());
  }

  private static void run(MockGatewayOptions options) throws Exception {
    int wanted = Integer.getInteger("load.requests", 2000);
    String[] accounts =
        IntStream.range(0, THREADS).mapToObj("DU%07d"::formatted).toArray(String[]::new);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (MockGateway gateway = MockGateway.start(options.accounts(accounts))) {
      HttpClient http =
          options.https() ? WireTest.trusting(gateway.certificate()) : HttpClient.newHttpClient();
      List<Future<Integer>> sent = new ArrayList<>();
      for (String account : accounts) {
        Caller caller = new Caller(http, gateway.baseUrl(), account);
        sent.add(threads.submit(() -> chains(caller, wanted / THREADS)));
      }

      int requests = 0;
      for (Future<Integer> thread : sent) {
        requests += thread.get();
      }

      assertThat(requests).isGreaterThanOrEqualTo(wanted);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Whole chains until enough requests are sent; each answer is checked against its own order. */
  private static int chains(Caller caller, int atLeast) {
    caller.liveOrders();
    int sent = 1;
    for (int chain = 1; sent < atLeast; chain++) {
      String name = caller.account() + "-" + chain;
      Exchange question = caller.place(FAR_LIMIT.formatted(chain, name));
      assertThat(question.messageId()).isEqualTo("o163");
      assertThat(question.json().at("/0/message/0").asText()).contains("BUY " + chain + " AAPL");
      question = caller.reply(question.replyId(), true);
      assertThat(question.messageId()).isEqualTo("o354");
      question = caller.reply(question.replyId(), true);
      assertThat(question.messageId()).isEqualTo("o10153");
      Exchange acknowledgement = caller.reply(question.replyId(), true);
      assertThat(acknowledgement.json().at("/0/local_order_id").asText()).isEqualTo(name);

      String orderId = acknowledgement.orderId();
      JsonNode rows = caller.liveOrders().json().path("orders");
      assertThat(rows).hasSize(chain);
      assertThat(rows).extracting(row -> row.path("acct").asText()).containsOnly(caller.account());
      assertThat(rows.get(chain - 1).path("order_ref").asText()).isEqualTo(name);
      assertThat(rows.get(chain - 1).path("status").asText()).isEqualTo("Submitted");
      assertThat(caller.cancel(orderId).json().path("order_id").asText()).isEqualTo(orderId);
      assertThat(caller.status(orderId).json().path("order_status").asText())
          .isEqualTo("PendingCancel");
      assertThat(caller.status(orderId).json().path("order_status").asText())
          .isEqualTo("Cancelled");
      sent += 8;
    }
    return sent;
  }
}
