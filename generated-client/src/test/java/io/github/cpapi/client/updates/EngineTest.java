package io.github.cpapi.client.updates;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.client.frame.FrameReader;
import io.github.cpapi.client.reply.OrderStatuses;
import io.github.cpapi.client.session.SessionState;
import io.github.cpapi.client.updates.SimulatedBroker.Order;
import io.github.cpapi.client.updates.SimulatedBroker.Weather;
import io.github.cpapi.generated.model.OrderReport;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The engine of the updates")
class EngineTest {

  private static final String ONE = "one";
  private static final String ALL = "all";
  private static final String ACCOUNT = "DU1234567";
  private static final int INTERLEAVINGS = 10_000;
  private static final int TICK_MILLIS = 50;

  @Test
  @DisplayName("keeps its promises in 10,000 random interleavings of frames, answers and cuts")
  void randomInterleavings() {
    AtomicInteger ended = new AtomicInteger();
    AtomicInteger reconnects = new AtomicInteger();
    LongStream.range(0, INTERLEAVINGS)
        .parallel()
        .forEach(
            seed -> {
              SimulatedBroker broker = randomRun(seed);
              check(broker, seed);
              ended.addAndGet(broker.events(ALL, OrderEvent.Ended.class).size());
              reconnects.addAndGet(broker.opened - 1);
            });
    assertThat(ended.get()).as("orders that ended").isGreaterThan(INTERLEAVINGS);
    assertThat(reconnects.get()).as("reconnects").isGreaterThan(INTERLEAVINGS);
  }

  private static void check(SimulatedBroker broker, long seed) {
    for (String watch : List.of(ONE, ALL)) {
      for (Order order : broker.orders.values()) {
        if (watch.equals(ALL) || order.id == 1) {
          checkOrder(broker, watch, order, seed);
        }
      }
      checkExecutions(broker, watch, seed);
    }
    checkPace(broker.listReads, seed);
    checkPace(broker.tradeReads, seed);
  }

  private static SimulatedBroker randomRun(long seed) {
    Random random = new Random(~seed);
    SimulatedBroker broker =
        new SimulatedBroker(
            seed,
            new Weather(
                random.nextDouble() * 0.5,
                random.nextDouble() * 0.5,
                1 + random.nextInt(3000),
                random.nextDouble() * 0.04,
                random.nextDouble() * 0.5,
                random.nextInt(4) == 0));
    broker.tick = Duration.ofMillis(250);
    broker.watch(ONE, WatchScope.of(Set.of(1L), ACCOUNT));
    broker.watch(ALL, WatchScope.all(ACCOUNT));
    for (long id = 1; id <= 2; id++) {
      live(broker, random, id);
    }
    broker.run(Duration.ofSeconds(20));
    broker.weather = Weather.FINE;
    broker.run(Duration.ofSeconds(30));
    return broker;
  }

  /** An order begins, is filled in parts, and ends in one of several ways. */
  private static void live(SimulatedBroker broker, Random random, long id) {
    int start = random.nextInt(3000);
    broker.at(
        Duration.ofMillis(start),
        () -> {
          Order order = broker.place(id);
          int at = 0;
          for (String status : List.of("PreSubmitted", "Submitted")) {
            at += random.nextInt(2000);
            broker.at(Duration.ofMillis(at), () -> broker.state(order, status));
          }
          int fills = random.nextInt(4);
          for (int i = 0; i < fills; i++) {
            at += random.nextInt(3000);
            broker.at(Duration.ofMillis(at), () -> broker.fill(order, 2));
          }
          at += random.nextInt(3000);
          switch (random.nextInt(4)) {
            case 0 -> broker.at(Duration.ofMillis(at), () -> broker.state(order, "Cancelled"));
            case 1 -> broker.at(Duration.ofMillis(at), () -> broker.state(order, "Rejected"));
            case 2 ->
                broker.at(
                    Duration.ofMillis(at), () -> broker.fill(order, order.total - order.filled));
            default -> broker.at(Duration.ofMillis(at), () -> broker.state(order, "Inactive"));
          }
        });
  }

  private static void checkOrder(SimulatedBroker broker, String watch, Order order, long seed) {
    boolean hasEnded = false;
    String last = "nothing";
    for (OrderEvent event : broker.events(watch)) {
      OrderReport report = reportOf(event);
      if (report == null || report.orderId() != order.id) {
        continue;
      }
      boolean over = OrderStatuses.isOver(report.orderStatus());
      assertThat(order.said)
          .as("seed %d: a state that was said", seed)
          .contains(report.orderStatus().wire());
      assertThat(order.fills)
          .as("seed %d: a fill that was said", seed)
          .contains(Integer.valueOf(report.cumFill()));
      assertThat(event)
          .as("seed %d: no correction", seed)
          .isNotInstanceOf(OrderEvent.Corrected.class);
      assertThat(hasEnded).as("seed %d: something after the end", seed).isFalse();
      assertThat(over)
          .as("seed %d: only an end is over", seed)
          .isEqualTo(event instanceof OrderEvent.Ended);
      hasEnded = over;
      last = report.orderStatus().wire() + report.cumFill();
    }
    assertThat(last).as("seed %d: the last news", seed).isEqualTo(order.status + order.filled);
    assertThat(hasEnded).as("seed %d: ended", seed).isEqualTo(order.endedAt != Instant.MAX);
  }

  private static OrderReport reportOf(OrderEvent event) {
    if (event instanceof OrderEvent.Changed changed) {
      return changed.report();
    }
    if (event instanceof OrderEvent.Ended ended) {
      return ended.report();
    }
    return event instanceof OrderEvent.Corrected corrected ? corrected.report() : null;
  }

  private static void checkExecutions(SimulatedBroker broker, String watch, long seed) {
    Map<String, Boolean> charged = new HashMap<>();
    for (OrderEvent event : broker.events(watch)) {
      if (event instanceof OrderEvent.Executed executed) {
        String id = executed.trade().executionId();
        assertThat(charged).as("seed %d: once", seed).doesNotContainKey(id);
        charged.put(id, executed.trade().commission() != null);
      } else if (event instanceof OrderEvent.Charged late) {
        assertThat(charged.put(late.trade().executionId(), true))
            .as("seed %d: charged once, after the execution", seed)
            .isEqualTo(false);
      }
    }
    Set<String> wanted = new HashSet<>(broker.trades.keySet());
    wanted.removeIf(id -> watch.equals(ONE) && !id.startsWith("1."));
    assertThat(charged.keySet()).as("seed %d: every execution", seed).isEqualTo(wanted);
  }

  private static void checkPace(List<Instant> reads, long seed) {
    for (int i = 1; i < reads.size(); i++) {
      assertThat(Duration.between(reads.get(i - 1), reads.get(i)))
          .as("seed %d: the pace", seed)
          .isGreaterThanOrEqualTo(Engine.PACE);
    }
  }

  @Test
  @DisplayName("knows a fill within 100 ms where the websocket speaks")
  void fastWhereTheSocketSpeaks() {
    SimulatedBroker broker = new SimulatedBroker(1, Weather.FINE);
    broker.watch(ONE, WatchScope.of(Set.of(1L), ACCOUNT));
    Order order = broker.place(1);
    broker.run(Duration.ofSeconds(7));

    broker.fill(order, 10);
    broker.run(Duration.ofSeconds(1));

    assertThat(lateness(broker, order)).isLessThan(Duration.ofMillis(100));
  }

  @Test
  @DisplayName("knows a fill within the pace of REST where the websocket is silent")
  void laterWhereTheSocketIsSilent() {
    for (int millis = 0; millis < 6000; millis += 500) {
      SimulatedBroker broker = new SimulatedBroker(1, new Weather(0, 0, 5, 0, 0, true));
      broker.watch(ONE, WatchScope.of(Set.of(1L), ACCOUNT));
      Order order = broker.place(1);
      broker.run(Duration.ofMillis(7000 + millis));

      broker.fill(order, 10);
      broker.run(Duration.ofSeconds(12));

      assertThat(lateness(broker, order)).isLessThan(Engine.PACE.plusMillis(4 * TICK_MILLIS));
      assertThat(broker.events(ONE, OrderEvent.Executed.class)).hasSize(1);
    }
  }

  private static Duration lateness(SimulatedBroker broker, Order order) {
    List<OrderEvent.Ended> ended = broker.events(ONE, OrderEvent.Ended.class);
    assertThat(ended).hasSize(1);
    return Duration.between(order.endedAt, ended.get(0).at());
  }

  @Test
  @DisplayName("reports a later contradiction as a correction, and the end once")
  void contradiction() {
    SimulatedBroker broker = new SimulatedBroker(1, Weather.FINE);
    broker.watch(ONE, WatchScope.of(Set.of(1L), ACCOUNT));
    Order order = broker.place(1);
    broker.run(Duration.ofSeconds(1));
    broker.state(order, "Cancelled");
    broker.run(Duration.ofSeconds(1));

    broker.fill(order, 10);
    broker.run(Duration.ofSeconds(6));

    assertThat(broker.events(ONE, OrderEvent.Ended.class)).hasSize(1);
    List<OrderEvent.Corrected> corrections = broker.events(ONE, OrderEvent.Corrected.class);
    assertThat(corrections).hasSize(1);
    assertThat(corrections.get(0).before().orderStatus().wire()).isEqualTo("Cancelled");
    assertThat(corrections.get(0).report().orderStatus().wire()).isEqualTo("Filled");
  }

  @Test
  @DisplayName("does not believe the websocket alone that an order has ended")
  void socketAlone() {
    SimulatedBroker broker = new SimulatedBroker(1, Weather.FINE);
    broker.watch(ONE, WatchScope.of(Set.of(1L), ACCOUNT));
    Order order = broker.place(1);
    broker.run(Duration.ofSeconds(1));

    broker.state(order, "Filled");
    order.status = "Submitted";
    broker.run(Duration.ofSeconds(20));

    assertThat(broker.events(ONE, OrderEvent.Ended.class)).isEmpty();
  }

  @Test
  @DisplayName("gives a websocket without a heart beat up after 25 seconds, and opens another")
  void halfOpen() {
    SimulatedBroker broker = new SimulatedBroker(1, Weather.FINE);
    broker.watch(ONE, WatchScope.of(Set.of(1L), ACCOUNT));
    broker.place(1);
    broker.run(Duration.ofSeconds(5));

    broker.breakWithoutASign();
    broker.run(Duration.ofSeconds(20));
    int before = broker.opened;
    broker.run(Duration.ofSeconds(10));

    assertThat(before).isEqualTo(1);
    assertThat(broker.opened).isEqualTo(2);
    assertThat(broker.events(ONE, OrderEvent.LinkChanged.class))
        .extracting(OrderEvent.LinkChanged::connected)
        .containsExactly(true, false, true);
  }

  @Test
  @DisplayName("does not report a lost session that the gateway denies")
  void spuriousLoss() {
    SimulatedBroker broker = new SimulatedBroker(1, Weather.FINE);
    broker.watch(ONE, WatchScope.notices(ACCOUNT));
    broker.run(Duration.ofSeconds(2));

    broker.engine.frame(
        1,
        new FrameReader().read("{\"topic\":\"sts\",\"args\":{\"authenticated\":false}}"),
        broker.now);
    broker.run(Duration.ofSeconds(10));

    assertThat(broker.events(ONE, OrderEvent.SessionChanged.class)).isEmpty();
  }

  @Test
  @DisplayName("reports a lost session once, and that it is back")
  void lostSession() {
    SimulatedBroker broker = new SimulatedBroker(1, Weather.FINE);
    broker.watch(ONE, WatchScope.notices(ACCOUNT));
    broker.run(Duration.ofSeconds(2));
    broker.authenticated = false;

    for (int i = 0; i < 2; i++) {
      broker.engine.frame(
          1,
          new FrameReader().read("{\"topic\":\"sts\",\"args\":{\"authenticated\":false}}"),
          broker.now);
      broker.run(Duration.ofSeconds(2));
    }
    broker.authenticated = true;
    broker.run(Duration.ofSeconds(10));

    assertThat(broker.events(ONE, OrderEvent.SessionChanged.class))
        .extracting(changed -> changed.state() instanceof SessionState.Alive)
        .containsExactly(false, true);
  }

  @Test
  @DisplayName("reads nothing for a watch of notices")
  void noticesReadNothing() {
    SimulatedBroker broker = new SimulatedBroker(1, Weather.FINE);
    broker.watch(ONE, WatchScope.notices(ACCOUNT));

    broker.run(Duration.ofSeconds(30));

    assertThat(broker.listReads).isEmpty();
    assertThat(broker.tradeReads).isEmpty();
    assertThat(broker.statusReads).isZero();
  }
}
