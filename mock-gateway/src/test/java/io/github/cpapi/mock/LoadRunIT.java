package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ObjLongConsumer;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the mock can bear, beside plain WireMock in the same run. Run it with {@code -Pload}; it
 * writes {@code target/load-run.md}. The figures are for reading; what fails the run is a wrong
 * answer, or memory that grows.
 */
@Tag("load")
@DisplayName("The load run")
class LoadRunIT {

  private static final int CLIENTS = 64;
  private static final int REQUESTS = Integer.getInteger("load.requests", 200_000);
  private static final int STARTS = 5;
  private static final int ROUNDS = 4;

  private static final StringBuffer REPORT = new StringBuffer();

  /** Latencies by what was called, in microseconds. Thread-safe. */
  private record Latencies(Map<String, Histogram> byCall) implements ObjLongConsumer<String> {

    Latencies() {
      this(new ConcurrentHashMap<>());
    }

    @Override
    public void accept(String call, long nanos) {
      byCall.computeIfAbsent(call, name -> new ConcurrentHistogram(3)).recordValue(nanos / 1000);
    }

    void report(String title) {
      line("| %s | answers | median | 99 %% | 99.9 %% | longest |".formatted(title));
      line("| --- | ---: | ---: | ---: | ---: | ---: |");
      new TreeMap<>(byCall)
          .forEach(
              (call, latency) ->
                  line(
                      "| %s | %d | %s | %s | %s | %s |"
                          .formatted(
                              call,
                              latency.getTotalCount(),
                              millis(latency.getValueAtPercentile(50)),
                              millis(latency.getValueAtPercentile(99)),
                              millis(latency.getValueAtPercentile(99.9)),
                              millis(latency.getMaxValue()))));
      line("");
    }

    private static String millis(long micros) {
      return "%.2f ms".formatted(micros / 1000.0);
    }
  }

  /** What one of many clients does; says how many requests it sent. */
  private interface Work {
    int of(int client) throws Exception;
  }

  @AfterAll
  static void write() throws IOException {
    Files.writeString(Path.of("target", "load-run.md"), REPORT);
  }

  @Test
  @DisplayName("64 clients hold whole conversations without a wrong answer, and memory stays flat")
  void conversations() throws Exception {
    Latencies latencies = new Latencies();
    QuestionChains chains = new QuestionChains(latencies);
    HttpClient http = HttpClient.newHttpClient();
    String accounts = String.join(",", accounts());
    List<Long> alive = new ArrayList<>();
    double mockRate = 0;
    try (ServerProcess mock = ServerProcess.mock("--http", "--account", accounts)) {
      for (int round = 1; round <= ROUNDS; round++) {
        new Caller(http, mock.baseUrl(), "", false).get("/iserver/accounts");
        mockRate =
            rate(
                client ->
                    chains.run(
                        new Caller(http, mock.baseUrl(), accounts().get(client), false),
                        REQUESTS / ROUNDS / CLIENTS));
        alive.add(mock.liveBytes());
        line(
            "round %d of %d: %.0f requests a second, %d bytes alive"
                .formatted(round, ROUNDS, mockRate, alive.get(round - 1)));
        // The same names again, as on another day.
        new Caller(http, mock.baseUrl().replace("/v1/api", ""), "", false)
            .post("/__admin/cpapi/reset", "");
      }
    }
    double plainRate = plainWireMock(http, latencies);
    line("mock %.0f requests a second, plain WireMock %.0f".formatted(mockRate, plainRate));
    latencies.report("call");
    assertThat(alive.get(ROUNDS - 1)).isLessThan(alive.get(0) * 3 / 2);
  }

  private static double plainWireMock(HttpClient http, Latencies latencies) throws Exception {
    try (ServerProcess plain = ServerProcess.plainWireMock()) {
      Caller caller = new Caller(http, plain.baseUrl(), "DU1234567", false);
      Exchange stubbed =
          caller.post(
              "/__admin/mappings",
              """
              {"request": {"method": "POST", "urlPath": "/iserver/account/DU1234567/orders"},
               "response": {"status": 200, "headers": {"Content-Type": "application/json"},
                            "jsonBody": [{"order_id": "1000000013", "order_status": "PreSubmitted"}]}}
              """);
      assertThat(stubbed.status()).isEqualTo(201);
      Work stub =
          client -> {
            int requests = REQUESTS / ROUNDS / CLIENTS;
            for (int i = 0; i < requests; i++) {
              long start = System.nanoTime();
              assertThat(caller.place(Caller.FAR_LIMIT).status()).isEqualTo(200);
              latencies.accept("plain WireMock, one static stub", System.nanoTime() - start);
            }
            return requests;
          };
      double rate = 0;
      for (int round = 1; round <= ROUNDS; round++) {
        rate = rate(stub);
      }
      return rate;
    }
  }

  @Test
  @DisplayName("An account with 10,000 orders is as quick as one with 10")
  void bigBook() throws Exception {
    Latencies latencies = new Latencies();
    HttpClient http = HttpClient.newHttpClient();
    try (ServerProcess mock =
        ServerProcess.mock("--http", "--account", String.join(",", accounts()))) {
      Caller small = new Caller(http, mock.baseUrl(), accounts().get(0), false);
      Caller big = new Caller(http, mock.baseUrl(), accounts().get(1), false);
      small.get("/iserver/accounts");
      small.post("/iserver/questions/suppress", "{\"messageIds\":[\"o163\",\"o354\",\"o10153\"]}");
      fill(small, 10);
      fill(big, 10_000);
      for (int i = 0; i < 2000; i++) {
        orderOf(small, "10 orders in the book", latencies);
        orderOf(big, "10,000 orders in the book", latencies);
      }
    }
    latencies.report("an order placed, looked at and cancelled");
  }

  private static void fill(Caller caller, int orders) {
    for (int i = 0; i < orders; i++) {
      assertThat(caller.place(Caller.FAR_LIMIT).orderId()).isNotEmpty();
    }
  }

  private static void orderOf(Caller caller, String book, Latencies latencies) {
    long start = System.nanoTime();
    String orderId = caller.place(Caller.FAR_LIMIT).orderId();
    assertThat(caller.status(orderId).status()).isEqualTo(200);
    assertThat(caller.cancel(orderId).status()).isEqualTo(200);
    latencies.accept(book, System.nanoTime() - start);
  }

  @Test
  @DisplayName("The time from the start of the process to the first answer")
  void start() throws Exception {
    for (boolean tls : List.of(false, true)) {
      List<Duration> starts = new ArrayList<>();
      for (int i = 0; i < STARTS; i++) {
        try (ServerProcess mock = tls ? ServerProcess.mock() : ServerProcess.mock("--http")) {
          starts.add(mock.toReady());
        }
      }
      line(
          "start to ready %s: median %d ms of %s"
              .formatted(
                  tls ? "with TLS" : "over HTTP",
                  starts.stream().sorted().toList().get(STARTS / 2).toMillis(),
                  starts.stream().map(Duration::toMillis).toList()));
    }
    try (ServerProcess plain = ServerProcess.plainWireMock()) {
      line("plain WireMock: %d ms".formatted(plain.toReady().toMillis()));
    }
  }

  /** All clients at once; answers requests a second. */
  private static double rate(Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      long start = System.nanoTime();
      List<Future<Integer>> clients = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        int number = client;
        clients.add(threads.submit(() -> work.of(number)));
      }
      int sent = 0;
      for (Future<Integer> client : clients) {
        sent += client.get();
      }
      return sent * 1e9 / (System.nanoTime() - start);
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<String> accounts() {
    return IntStream.range(0, CLIENTS).mapToObj("DU%07d"::formatted).toList();
  }

  /** Writes to the report and to standard output. */
  private static void line(String text) {
    System.out.println(text);
    REPORT.append(text).append('\n');
  }
}
