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

/** The real desk and a real mock of its own. The desk does not sleep between lookups. */
final class DeskFixture implements AutoCloseable {

  /** The real time that each missing answer costs. */
  static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(1);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** The parallelism in junit-platform.properties. */
  private static final int PARALLELISM = 12;

  private static final String ACCOUNT = "DU1234567";

  /** Reused, because starting a mock takes longer than a conversation. */
  private static final Queue<MockGateway> IDLE = new ConcurrentLinkedQueue<>();

  private final MockGateway mock;
  private final Gateway gateway;

  private DeskFixture(MockGateway mock) {
    this.mock = mock;
    this.gateway = connect(ANSWER_TIMEOUT);
  }

  private Gateway connect(Duration answerTimeout) {
    return Gateway.connect(
        mock.baseUrl(),
        TlsTrust.system(),
        CONNECT_TIMEOUT,
        answerTimeout,
        "test",
        PacingPolicy.off());
  }

  static DeskFixture start(String scenario) {
    MockGateway idle = IDLE.poll();
    MockGateway mock = idle == null ? startMock() : idle;
    mock.reset();
    mock.play(Scenario.named(scenario));
    DeskFixture at = new DeskFixture(mock);
    at.queryAccounts();
    return at;
  }

  /** As {@code session().open()} of a client does; required in each new session (Q79). */
  void queryAccounts() {
    // No case is about this call: on a busy machine it may take longer than a desk waits here.
    try (Gateway patient = connect(Duration.ofSeconds(30))) {
      patient.calls().value(patient.session().getAccounts());
    }
  }

  /**
   * Starts one mock per parallel test and runs a conversation with each, because the first use of
   * code must not be slow enough to look like a missing answer.
   */
  static void startTheMocks() {
    List<DeskFixture> desks =
        IntStream.range(0, PARALLELISM)
            .mapToObj(i -> start(ConversationKind.LIMIT_ORDER.scenario()))
            .toList();
    for (DeskFixture at : desks) {
      ConversationKind.LIMIT_ORDER.run(at.open(OrderJournal.inMemory()), "");
      at.close();
    }
  }

  private static MockGateway startMock() {
    return MockGateway.start(MockGatewayOptions.defaults().http().accounts(ACCOUNT));
  }

  /** A desk that makes three lookups. */
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

  /** The requests other than GET after the given number of exchanges, as method and path. */
  List<String> sent(int since) {
    return mock.exchanges().stream()
        .skip(since)
        .filter(exchange -> !exchange.method().equals("GET"))
        .map(exchange -> exchange.method() + " " + exchange.url())
        .toList();
  }

  /** The names of the faults that were applied. */
  List<String> appliedFaults() {
    return mock.exchanges().stream()
        .map(PlayedExchange::fault)
        .filter(fault -> !fault.isEmpty())
        .toList();
  }

  /** The orders that are open or filled. */
  List<HeldOrder> alive() {
    return mock.orders().stream()
        .filter(held -> held.order().state().isOpen() || held.order().state() == OrderState.FILLED)
        .toList();
  }

  /** The orders that wait for an answer to a question; they may still go live. */
  List<HeldOrder> awaitingReply() {
    return mock.orders().stream()
        .filter(held -> held.order().state() == OrderState.AWAITING_ANSWER)
        .toList();
  }

  @Override
  public void close() {
    gateway.close();
    IDLE.add(mock);
  }

  /** Call it after the last desk is closed. */
  static void stopTheMocks() {
    for (MockGateway idle = IDLE.poll(); idle != null; idle = IDLE.poll()) {
      idle.close();
    }
  }
}
