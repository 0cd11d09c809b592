package io.github.cpapi.conformance.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What the mock bears. It runs from its jar, over plain HTTP, in a scenario without questions. An
 * order is three requests: it is placed, read and cancelled.
 */
final class Load implements AutoCloseable {

  static final int CLIENTS = 16;
  static final int SMALL_BOOK = 10;
  static final int BIG_BOOK = 10_000;

  /** So many that the orders of the measurement do not make their books big. */
  private static final int SMALL_ACCOUNTS = 200;

  private static final int TURNS = 4;
  private static final int WARM_UP = 1_000;
  private static final int ORDERS = 2_000;

  private static final MediaType JSON = MediaType.get("application/json");
  private static final Pattern ORDER_ID = Pattern.compile("\"order_id\":\"?(\\d+)");

  /** Far below the market. */
  private static final String WORKING =
      "{\"conid\":265598,\"orderType\":\"LMT\",\"side\":\"BUY\",\"quantity\":1,\"price\":1,\"tif\":\"DAY\"}";

  private static final String FILLED =
      "{\"conid\":265598,\"orderType\":\"MKT\",\"side\":\"BUY\",\"quantity\":1,\"tif\":\"DAY\"}";

  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .connectionPool(new ConnectionPool(CLIENTS, 1, TimeUnit.MINUTES))
          .build();
  private final Child mock;
  private final String baseUrl;

  private Load(String jar, int accounts) throws IOException {
    this.mock =
        Child.java(
            "-jar",
            jar,
            "serve",
            "--port",
            "0",
            "--http",
            "--scenario",
            "no-questions",
            "--account",
            IntStream.range(0, accounts).mapToObj(Load::account).collect(Collectors.joining(",")));
    this.baseUrl = mock.awaitLine("ready ");
    send("GET", "/iserver/accounts", null);
  }

  /**
   * All clients at once.
   *
   * @param perSecond requests per second
   * @param nanos of each request
   */
  record Throughput(double perSecond, Histogram nanos) {

    /** The mean with another turn that took as long. */
    Throughput and(Throughput other) {
      Histogram both = nanos.copy();
      both.add(other.nanos);
      return new Throughput((perSecond + other.perSecond) / 2, both);
    }
  }

  /**
   * One client, in turns.
   *
   * @param small nanoseconds of an order of an account with few finished orders
   * @param big nanoseconds of an order of an account with many
   */
  record Books(Histogram small, Histogram big) {}

  /**
   * What is alive on the heap after a collection.
   *
   * @param orders how many finished orders
   * @param empty bytes without them
   * @param full bytes with them
   */
  record Memory(int orders, long empty, long full) {}

  /**
   * Of each jar of the mock, by name. In turns, each in the opposite order of the one before,
   * because the clients become faster all the time; the first half of the turns warms them up.
   */
  static Map<String, Throughput> throughput(Duration duration, Map<String, String> mocks)
      throws Exception {
    List<String> names = new ArrayList<>(mocks.keySet());
    Map<String, Throughput> results = new LinkedHashMap<>();
    for (int turn = 1; turn <= TURNS; turn++) {
      for (String name : names) {
        Throughput measured = throughput(duration, mocks.get(name));
        System.out.printf("load: %s, %.0f requests per second%n", name, measured.perSecond());
        if (turn > TURNS / 2) {
          results.merge(name, measured, Throughput::and);
        }
      }
      Collections.reverse(names);
    }
    return results;
  }

  private static Throughput throughput(Duration duration, String mock) throws Exception {
    try (Load load = new Load(mock, CLIENTS)) {
      System.out.println("load: warm-up of " + mock);
      load.ordersFor(duration.dividedBy(2));
      System.out.println("load: " + CLIENTS + " clients for " + duration.toSeconds() + " s");
      long start = System.nanoTime();
      Histogram nanos = load.ordersFor(duration);
      return new Throughput(nanos.getTotalCount() * 1e9 / (System.nanoTime() - start), nanos);
    }
  }

  static Books books() throws Exception {
    System.out.println("load: books of " + SMALL_BOOK + " and " + BIG_BOOK + " orders");
    try (Load load = new Load(Bench.MOCK_JAR, SMALL_ACCOUNTS + 1)) {
      String big = account(SMALL_ACCOUNTS);
      load.inParallel(client -> load.fill(big, BIG_BOOK / CLIENTS));
      for (int i = 0; i < SMALL_ACCOUNTS; i++) {
        load.fill(account(i), SMALL_BOOK);
      }
      Books books = new Books(new Histogram(3), new Histogram(3));
      for (int i = -WARM_UP; i < ORDERS; i++) {
        Histogram ignored = new Histogram(3);
        Histogram request = new Histogram(3);
        long start = System.nanoTime();
        load.order(account(Math.floorMod(i, SMALL_ACCOUNTS)), request);
        long middle = System.nanoTime();
        load.order(big, request);
        (i < 0 ? ignored : books.small).recordValue(middle - start);
        (i < 0 ? ignored : books.big).recordValue(System.nanoTime() - middle);
      }
      return books;
    }
  }

  static Memory memory(int orders) throws Exception {
    System.out.println("load: memory of " + orders + " orders");
    try (Load load = new Load(Bench.MOCK_JAR, CLIENTS)) {
      load.order(account(0), new Histogram(3));
      long empty = load.mock.liveBytes();
      load.inParallel(client -> load.fill(account(client), orders / CLIENTS));
      return new Memory(orders, empty, load.mock.liveBytes());
    }
  }

  private Histogram ordersFor(Duration duration) throws Exception {
    Histogram all = new Histogram(3);
    for (Histogram one :
        inParallel(
            client -> {
              Histogram nanos = new Histogram(3);
              long end = System.nanoTime() + duration.toNanos();
              while (System.nanoTime() < end) {
                order(account(client), nanos);
              }
              return nanos;
            })) {
      all.add(one);
    }
    return all;
  }

  private @Nullable Void fill(String account, int orders) throws IOException {
    for (int i = 0; i < orders; i++) {
      place(account, FILLED);
    }
    return null;
  }

  private void order(String account, Histogram nanos) throws IOException {
    long start = System.nanoTime();
    String orderId = place(account, WORKING);
    long placed = System.nanoTime();
    send("GET", "/iserver/account/order/status/" + orderId, null);
    long read = System.nanoTime();
    send("DELETE", "/iserver/account/" + account + "/order/" + orderId, null);
    nanos.recordValue(placed - start);
    nanos.recordValue(read - placed);
    nanos.recordValue(System.nanoTime() - read);
  }

  private String place(String account, String order) throws IOException {
    String answer =
        send("POST", "/iserver/account/" + account + "/orders", "{\"orders\":[" + order + "]}");
    Matcher orderId = ORDER_ID.matcher(answer);
    if (!orderId.find()) {
      throw new IOException("no order id: " + answer);
    }
    return orderId.group(1);
  }

  private String send(String method, String path, @Nullable String body) throws IOException {
    Request request =
        new Request.Builder()
            .url(baseUrl + path)
            .method(method, body == null ? null : RequestBody.create(body, JSON))
            .build();
    try (Response response = http.newCall(request).execute()) {
      String answer = response.body().string();
      if (!response.isSuccessful()) {
        throw new IOException(method + " " + path + ": " + response.code() + " " + answer);
      }
      return answer;
    }
  }

  /** What one of the clients does. */
  private interface Work<T> {
    T of(int client) throws Exception;
  }

  private <T> List<T> inParallel(Work<T> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Callable<T>> clients = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        int number = client;
        clients.add(() -> work.of(number));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(clients)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private static String account(int number) {
    return "DU%07d".formatted(number);
  }

  @Override
  public void close() {
    mock.close();
    http.connectionPool().evictAll();
  }
}
