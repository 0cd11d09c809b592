package io.github.cpapi.conformance.updates;

import static io.github.cpapi.client.contract.Instrument.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.client.updates.OrderEvent;
import io.github.cpapi.client.updates.OrderWatch;
import io.github.cpapi.client.updates.Source;
import io.github.cpapi.generated.model.OrderReport;
import io.github.cpapi.generated.model.OrderStatus;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.fault.Fault;
import io.github.cpapi.mock.junit.MockGatewayExtension;
import io.github.cpapi.mock.socket.SocketEnd;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.ResourceLockTarget;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The updates of orders, at the mock")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(
    value = OrderUpdatesTest.THREADS,
    mode = ResourceAccessMode.READ,
    target = ResourceLockTarget.CHILDREN)
class OrderUpdatesTest {

  /** The threads of watches, which have the same names in each test. */
  static final String THREADS = "threads of watches";

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int MANY = 1000;

  @RegisterExtension
  final MockGatewayExtension mock =
      MockGatewayExtension.withClient(CpapiClient.class, CpapiClient::forTests);

  @Test
  @DisplayName("tell a fill by websocket, and the end when REST confirms it")
  void aFillComesByWebsocket(CpapiClient client, MockGateway gateway) throws InterruptedException {
    String order = place(client);
    try (OrderWatch watch = client.updates().watch(order)) {
      await(watch, OrderUpdatesTest::isConnected);

      gateway.fill(Long.parseLong(order));
      List<OrderEvent> events = new ArrayList<>();
      collectUntil(
          watch,
          events,
          () ->
              count(events, OrderEvent.Executed.class) == 1
                  && count(events, OrderEvent.Ended.class) == 1);

      assertThat(events)
          .filteredOn(OrderEvent.Executed.class::isInstance)
          .extracting(OrderEvent::source)
          .containsExactly(Source.SOCKET);
      assertThat(events)
          .filteredOn(OrderEvent.Ended.class::isInstance)
          .extracting(ended -> ((OrderEvent.Ended) ended).report().orderStatus())
          .containsExactly(OrderStatus.FILLED);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "SOCKET_REFUSED",
        "SOCKET_CUT",
        "SOCKET_HALF_OPEN",
        "SOR_INERT",
        "SPURIOUS_STS",
        "FRAMES_TWICE",
        "FRAMES_LATE",
        "SLOW_READER"
      })
  @DisplayName("tell every execution and the end once, whatever happens to the websocket")
  void faults(Fault fault, CpapiClient client, MockGateway gateway) throws InterruptedException {
    String order = place(client);
    gateway.arm(fault);
    try (OrderWatch watch = client.updates().watch(order)) {
      await(watch, OrderEvent.Changed.class::isInstance);

      gateway.fill(Long.parseLong(order), new BigDecimal("4"), new BigDecimal("1"));
      gateway.fill(Long.parseLong(order), new BigDecimal("6"), new BigDecimal("1"));

      List<OrderEvent> events = new ArrayList<>();
      collectUntil(
          watch,
          events,
          () ->
              count(events, OrderEvent.Ended.class) > 0
                  && count(events, OrderEvent.Executed.class) > 1);
      collectUntil(watch, events, Duration.ofMillis(500));
      assertThat(count(events, OrderEvent.Ended.class)).isEqualTo(1);
      assertThat(count(events, OrderEvent.Executed.class)).isEqualTo(2);
      assertThat(count(events, OrderEvent.Corrected.class)).isZero();
      assertThat(count(events, OrderEvent.SessionChanged.class)).isZero();
    }
  }

  @Test
  @DisplayName("lose no fill that happens while the websocket is down")
  void reconnect(CpapiClient client, MockGateway gateway) throws InterruptedException {
    String order = place(client);
    try (OrderWatch watch = client.updates().watchAll()) {
      await(watch, OrderUpdatesTest::isConnected);

      gateway.endSockets(SocketEnd.CUT);
      gateway.fill(Long.parseLong(order));

      List<OrderEvent> events = new ArrayList<>();
      collectUntil(
          watch,
          events,
          () ->
              count(events, OrderEvent.Ended.class) > 0
                  && events.stream().anyMatch(OrderUpdatesTest::isConnected));
    }
  }

  @Test
  @DisplayName("complete a future with the report of the filled order")
  void whenDone(CpapiClient client, MockGateway gateway) throws Exception {
    String order = place(client);
    CompletableFuture<OrderReport> done = client.updates().whenDone(order);

    gateway.fill(Long.parseLong(order));

    OrderReport report = done.get(LONG.toSeconds(), TimeUnit.SECONDS);
    assertThat(report.orderStatus()).isEqualTo(OrderStatus.FILLED);
  }

  @Test
  @DisplayName("cancel a future when the client is closed")
  void closedBefore(CpapiClient client) {
    CompletableFuture<OrderReport> done = client.updates().whenDone(place(client));

    client.updates().close();

    assertThatThrownBy(() -> done.get(1, TimeUnit.SECONDS))
        .isInstanceOf(CancellationException.class);
    assertThatThrownBy(() -> client.updates().watchAll()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  @DisplayName("call a listener in the caller's thread, one event at a time")
  void listener(CpapiClient client, MockGateway gateway) throws InterruptedException {
    String order = place(client);
    CountDownLatch ended = new CountDownLatch(1);
    try (OrderWatch watch = client.updates().watch(order)) {
      watch.listen(
          task -> new Thread(task, "own").start(),
          event -> {
            assertThat(Thread.currentThread().getName()).isEqualTo("own");
            if (event instanceof OrderEvent.Ended) {
              ended.countDown();
            }
          });

      gateway.fill(Long.parseLong(order));

      assertThat(ended.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  @ResourceLock(THREADS)
  @DisplayName("leave no thread and no websocket behind after 1,000 watches")
  void nothingIsLeft(CpapiClient client, MockGateway gateway) throws InterruptedException {
    String order = place(client);
    List<OrderWatch> watches = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      watches.add(client.updates().watch(order));
    }
    await(watches.get(MANY - 1), OrderEvent.Changed.class::isInstance);

    watches.forEach(OrderWatch::close);

    eventually(
        () -> gateway.sockets().stream().allMatch(socket -> socket.state().equals("closed")));
    eventually(() -> threads().isEmpty());
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.matches("cpapi-(updates|websocket)"))
        .toList();
  }

  private static void eventually(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
    }
  }

  private static String place(CpapiClient client) {
    client.session().open();
    Ticket ticket = Ticket.buy("10", stock("AAPL").smart("USD")).limit("1").build();
    return String.valueOf(
        client.orders().place(ticket, AnswerPolicy.paperLimitOrders()).orders().get(0).orderId());
  }

  private static boolean isConnected(OrderEvent event) {
    return event instanceof OrderEvent.LinkChanged link && link.connected();
  }

  private static long count(List<OrderEvent> events, Class<?> kind) {
    return events.stream().filter(kind::isInstance).count();
  }

  private static OrderEvent await(OrderWatch watch, Predicate<OrderEvent> wanted)
      throws InterruptedException {
    List<OrderEvent> before = new ArrayList<>();
    long end = System.nanoTime() + LONG.toNanos();
    while (System.nanoTime() < end) {
      Optional<OrderEvent> event = watch.next(Duration.ofMillis(100));
      if (event.filter(wanted).isPresent()) {
        return event.get();
      }
      event.ifPresent(before::add);
    }
    throw new AssertionError("it did not come; instead: " + before);
  }

  private static void collectUntil(
      OrderWatch watch, List<OrderEvent> events, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("%s", events).isLessThan(end);
      watch.next(Duration.ofMillis(100)).ifPresent(events::add);
    }
  }

  private static void collectUntil(OrderWatch watch, List<OrderEvent> events, Duration quiet)
      throws InterruptedException {
    for (Optional<OrderEvent> event = watch.next(quiet);
        event.isPresent();
        event = watch.next(quiet)) {
      events.add(event.get());
    }
  }
}
