package io.github.cpapi.client.updates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.client.frame.FrameReader;
import io.github.cpapi.client.session.SessionState;
import io.github.cpapi.client.transport.Json;
import io.github.cpapi.generated.model.AuthStatus;
import io.github.cpapi.generated.model.LiveOrders;
import io.github.cpapi.generated.model.OrderReport;
import io.github.cpapi.generated.model.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/** A broker, a network and a clock, all simulated: what happens follows from a seed. */
final class SimulatedBroker implements Engine.Outside<String> {

  static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

  private static final ObjectMapper MAPPER = Json.mapper();
  private static final FrameReader READER = new FrameReader();

  /** How often the engine is woken; 50 ms outside of tests. */
  Duration tick = Duration.ofMillis(50);

  /** How bad the network is. */
  record Weather(
      double drop,
      double duplicate,
      int maxDelayMillis,
      double cut,
      double failingRead,
      boolean inert) {
    static final Weather FINE = new Weather(0, 0, 5, 0, 0, false);
  }

  /** An order as the broker has it. */
  static final class Order {
    final long id;
    String status = "PendingSubmit";
    int filled;
    final int total = 10;
    final Set<String> said = new HashSet<>(Set.of("PendingSubmit"));
    final Set<Integer> fills = new HashSet<>(Set.of(0));
    Instant endedAt = Instant.MAX;

    Order(long id) {
      this.id = id;
    }
  }

  /** Something that happens. */
  private record Event(Instant at, long number, Runnable what) {}

  final Random random;
  final Map<Long, Order> orders = new LinkedHashMap<>();
  final Map<String, ObjectNode> trades = new LinkedHashMap<>();
  final Map<String, List<OrderEvent>> reported = new LinkedHashMap<>();
  final List<Instant> listReads = new ArrayList<>();
  final List<Instant> tradeReads = new ArrayList<>();
  int statusReads;
  int opened;
  Weather weather;
  Instant now = START;
  final Engine<String> engine;

  private final PriorityQueue<Event> future =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::number));
  private long numbers;
  private int open = -1;
  private boolean subscribed;
  private boolean halfOpen;
  boolean authenticated = true;

  SimulatedBroker(long seed, Weather weather) {
    this.random = new Random(seed);
    this.weather = weather;
    this.engine = new Engine<>(this, random::nextDouble, now);
  }

  void watch(String name, WatchScope scope) {
    engine.add(name, scope, now);
  }

  List<OrderEvent> events(String watch) {
    return reported.getOrDefault(watch, List.of());
  }

  <E extends OrderEvent> List<E> events(String watch, Class<E> kind) {
    return events(watch).stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  void at(Duration later, Runnable what) {
    future.add(new Event(now.plus(later), numbers++, what));
  }

  void run(Duration time) {
    Instant end = now.plus(time);
    Instant next = now;
    while (!now.isAfter(end)) {
      Event event = future.peek();
      if (event != null && !event.at.isAfter(next)) {
        future.poll();
        now = event.at;
        event.what.run();
      } else {
        now = next;
        engine.tick(now);
        next = next.plus(tick);
        if (random.nextDouble() < weather.cut) {
          cut();
        }
      }
    }
  }

  // The broker

  Order place(long id) {
    Order order = new Order(id);
    orders.put(id, order);
    send(row(order, true));
    return order;
  }

  void state(Order order, String status) {
    order.status = status;
    order.said.add(status);
    if (Set.of("Filled", "Cancelled", "Rejected", "Expired").contains(status)) {
      order.endedAt = now;
    }
    send(row(order, false));
  }

  void fill(Order order, int quantity) {
    order.filled += quantity;
    order.fills.add(order.filled);
    String id = order.id + "." + order.filled;
    ObjectNode trade =
        MAPPER
            .createObjectNode()
            .put("execution_id", id)
            .put("order_id", order.id)
            .put("conid", 265598)
            .put("account", "DU1234567")
            .put("size", (double) quantity)
            .put("price", "10.00");
    trades.put(id, trade);
    send(frame("str", trade.deepCopy()));
    trade.put("commission", "1.0");
    send(frame("str", trade.deepCopy()));
    if (order.filled == order.total) {
      state(order, "Filled");
    } else {
      send(row(order, false));
    }
  }

  private static ObjectNode row(Order order, boolean full) {
    ObjectNode row = MAPPER.createObjectNode().put("acct", "DU1234567").put("orderId", order.id);
    if (full) {
      row.put("conid", 265598).put("side", "BUY");
    }
    row.put("status", order.status)
        .put("filledQuantity", (double) order.filled)
        .put("remainingQuantity", (double) (order.total - order.filled));
    return frame("sor", row);
  }

  private static ObjectNode frame(String topic, ObjectNode... args) {
    ObjectNode frame = MAPPER.createObjectNode().put("topic", topic);
    ArrayNode rows = frame.putArray("args");
    List.of(args).forEach(rows::add);
    return frame;
  }

  // The network

  void send(ObjectNode frame) {
    boolean ofOrders = frame.path("topic").asText().equals("sor");
    if (!subscribed || halfOpen || (ofOrders && weather.inert)) {
      return;
    }
    int copies = random.nextDouble() < weather.duplicate ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      if (random.nextDouble() >= weather.drop) {
        deliver(frame.toString());
      }
    }
  }

  private void deliver(String frame) {
    int socket = open;
    at(delay(), () -> engine.frame(socket, READER.read(frame), now));
  }

  private Duration delay() {
    return Duration.ofMillis(1 + random.nextInt(weather.maxDelayMillis));
  }

  void breakWithoutASign() {
    halfOpen = true;
  }

  void cut() {
    if (open < 0) {
      return;
    }
    if (random.nextInt(4) == 0) {
      halfOpen = true;
      return;
    }
    int socket = open;
    open = -1;
    subscribed = false;
    at(delay(), () -> engine.lost(socket, "cut", now));
  }

  @Override
  public void readSession(int socket) {
    if (random.nextDouble() < weather.failingRead) {
      at(delay(), () -> engine.lost(socket, "no answer", now));
    } else {
      at(delay(), () -> engine.session(socket, "abc", now));
    }
  }

  @Override
  public void open(int socket, String session) {
    open = socket;
    opened++;
    halfOpen = false;
    subscribed = false;
    deliver("{\"topic\":\"system\",\"success\":\"user\"}");
    beat(socket);
  }

  private void beat(int socket) {
    at(
        Duration.ofSeconds(10),
        () -> {
          if (open == socket) {
            if (!halfOpen) {
              engine.frame(socket, READER.read("{\"topic\":\"system\",\"hb\":1}"), now);
            }
            beat(socket);
          }
        });
  }

  @Override
  public void send(String text) {
    if (text.startsWith("sor")) {
      subscribed = true;
    }
    if (text.startsWith("str") && !halfOpen) {
      deliver(frame("str").toString());
      trades.values().forEach(trade -> send(frame("str", trade.deepCopy())));
    }
  }

  @Override
  public void drop() {
    open = -1;
    subscribed = false;
  }

  // REST

  /** An answer tells of the moment at which the broker looks, which is neither first nor last. */
  private void answer(Runnable look, Runnable failure) {
    at(delay(), random.nextDouble() < weather.failingRead ? failure : look);
  }

  @Override
  public void readOrder(long orderId) {
    statusReads++;
    answer(
        () -> {
          Order order = orders.get(orderId);
          if (order == null) {
            at(delay(), () -> engine.unreadable(orderId, "not found", now));
            return;
          }
          OrderReport report =
              read(
                  MAPPER
                      .createObjectNode()
                      .put("order_id", orderId)
                      .put("order_status", order.status)
                      .put("cum_fill", String.valueOf(order.filled)),
                  OrderReport.class);
          at(delay(), () -> engine.reported(orderId, report, now));
        },
        () -> engine.unreadable(orderId, "no answer", now));
  }

  @Override
  public void readList() {
    listReads.add(now);
    answer(
        () -> {
          ObjectNode list = MAPPER.createObjectNode().put("snapshot", true);
          ArrayNode rows = list.putArray("orders");
          orders
              .values()
              .forEach(
                  order ->
                      rows.addObject()
                          .put("account", "DU1234567")
                          .put("orderId", order.id)
                          .put("conid", 265598)
                          .put("status", order.status)
                          .put("filledQuantity", order.filled));
          LiveOrders read = read(list, LiveOrders.class);
          at(delay(), () -> engine.listed(read, now));
        },
        () -> engine.listFailed(now));
  }

  @Override
  public void readTrades() {
    tradeReads.add(now);
    answer(
        () -> {
          List<Trade> read =
              trades.values().stream().map(trade -> read(trade, Trade.class)).toList();
          at(delay(), () -> engine.trades(read, now));
        },
        () -> engine.tradesFailed(now));
  }

  @Override
  public void readStatus() {
    AuthStatus status =
        read(
            MAPPER
                .createObjectNode()
                .put("authenticated", authenticated)
                .put("connected", authenticated)
                .put("competing", false),
            AuthStatus.class);
    SessionState state =
        authenticated
            ? new SessionState.Alive(status)
            : new SessionState.BrokerageLost("not authenticated");
    at(delay(), () -> engine.status(state, now));
  }

  private static <T> T read(ObjectNode tree, Class<T> type) {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void report(String watch, OrderEvent event) {
    reported.computeIfAbsent(watch, name -> new ArrayList<>()).add(event);
  }
}
