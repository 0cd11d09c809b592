package io.github.cpapi.conformance.desk;

import io.github.cpapi.client.contract.ContractDesk;
import io.github.cpapi.client.journal.OrderJournal;
import io.github.cpapi.client.order.OrderDesk;
import io.github.cpapi.client.order.OrderSettings;
import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.server.PlayedExchange;
import io.github.cpapi.mock.state.HeldOrder;
import io.github.cpapi.mock.state.OrderState;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** The real desk before the real mock, which plays for it alone. Nothing sleeps between looks. */
final class DeskFixture implements AutoCloseable {

  /** Real time: what each silence costs. */
  static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(1);

  /** As junit-platform.properties says. */
  private static final int AT_A_TIME = 12;

  private static final String ACCOUNT = "DU1234567";

  /** Starting one takes longer than a conversation. */
  private static final Queue<MockGateway> IDLE = new ConcurrentLinkedQueue<>();

  private final MockGateway mock;
  private final Gateway gateway;

  private DeskFixture(MockGateway mock) {
    this.mock = mock;
    this.gateway =
        Gateway.connect(
            mock.baseUrl(),
            TlsTrust.system(),
            Duration.ofSeconds(2),
            ANSWER_TIMEOUT,
            "test",
            PacingPolicy.off());
  }

  static DeskFixture playing(String scenario) {
    MockGateway idle = IDLE.poll();
    MockGateway mock = idle == null ? start() : idle;
    mock.reset();
    mock.play(Scenario.named(scenario));
    DeskFixture at = new DeskFixture(mock);
    at.queryAccounts();
    return at;
  }

  /** What {@code session().open()} does of a client, in each session anew (Q79). */
  void queryAccounts() {
    gateway.calls().value(gateway.session().getAccounts());
  }

  /**
   * Starts as many mocks as conversations are held at a time, and holds one with each: what is read
   * and compiled for the first time must not look like a silence.
   */
  static void startTheMocks() {
    List<DeskFixture> desks =
        IntStream.range(0, AT_A_TIME)
            .mapToObj(i -> playing(ConversationKind.LIMIT_ORDER.scenario()))
            .toList();
    for (DeskFixture at : desks) {
      ConversationKind.LIMIT_ORDER.hold(at.open(OrderJournal.inMemory()), "");
      at.close();
    }
  }

  private static MockGateway start() {
    return MockGateway.start(MockGatewayOptions.defaults().http().accounts(ACCOUNT));
  }

  /** A desk that takes three looks. */
  OrderDesk open(OrderJournal journal) {
    return new OrderDesk(
        gateway,
        new ContractDesk(gateway),
        ACCOUNT,
        journal,
        OrderSettings.defaults().sleeper(pause -> {}).lookupTimeout(Duration.ofSeconds(10)));
  }

  MockGateway mock() {
    return mock;
  }

  /** What was sent to place, change, answer or cancel, as method and path, from this one on. */
  List<String> sent(int since) {
    return mock.exchanges().stream()
        .skip(since)
        .filter(exchange -> !exchange.method().equals("GET"))
        .map(exchange -> exchange.method() + " " + exchange.url())
        .toList();
  }

  /** The names of the faults that were played. */
  List<String> played() {
    return mock.exchanges().stream()
        .map(PlayedExchange::fault)
        .filter(fault -> !fault.isEmpty())
        .toList();
  }

  /** The orders that can still be filled, or are. */
  List<HeldOrder> alive() {
    return mock.orders().stream()
        .filter(held -> held.order().state().isOpen() || held.order().state() == OrderState.FILLED)
        .toList();
  }

  /** The orders that hang on a question; they may still go live. */
  List<HeldOrder> hanging() {
    return mock.orders().stream()
        .filter(held -> held.order().state() == OrderState.AWAITING_ANSWER)
        .toList();
  }

  @Override
  public void close() {
    gateway.close();
    IDLE.add(mock);
  }

  /** To be called when no desk is open any more. */
  static void stopTheMocks() {
    for (MockGateway idle = IDLE.poll(); idle != null; idle = IDLE.poll()) {
      idle.close();
    }
  }
}
