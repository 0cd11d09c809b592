package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A short run for every build; {@link LoadRunIT} makes the long one. */
@DisplayName("Sixteen threads with an account each get no wrong answer")
class ChainsUnderLoadTest {

  private static final int THREADS = 16;

  private static final int REQUESTS = 2000;

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
    String[] accounts =
        IntStream.range(0, THREADS).mapToObj("DU%07d"::formatted).toArray(String[]::new);
    QuestionChains chains = new QuestionChains((call, nanos) -> {});
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (MockGateway gateway = MockGateway.start(options.accounts(accounts))) {
      HttpClient http =
          options.https() ? WireTest.trusting(gateway.certificate()) : HttpClient.newHttpClient();
      new Caller(http, gateway.baseUrl(), accounts[0]).get("/iserver/accounts");
      List<Future<Integer>> sent = new ArrayList<>();
      for (String account : accounts) {
        Caller caller = new Caller(http, gateway.baseUrl(), account);
        sent.add(threads.submit(() -> chains.run(caller, REQUESTS / THREADS)));
      }

      int requests = 0;
      for (Future<Integer> thread : sent) {
        requests += thread.get();
      }

      assertThat(requests).isGreaterThanOrEqualTo(REQUESTS);
    } finally {
      threads.shutdownNow();
    }
  }
}
