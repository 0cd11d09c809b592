package io.github.cpapi.mock.simulation;

import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.mock.fault.Pacing;
import io.github.cpapi.mock.gateway.Gateway;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.scenario.ScenarioException;
import io.github.cpapi.mock.socket.Sockets;
import io.github.cpapi.mock.state.Brokerage;
import io.github.cpapi.mock.state.Faults;
import io.github.cpapi.mock.state.GatewayState;
import io.github.cpapi.mock.state.HeldOrder;
import io.github.cpapi.mock.state.Order;
import io.github.cpapi.mock.state.RequestCounts;
import io.github.cpapi.mock.state.ScriptProgress;
import io.github.cpapi.mock.state.SessionState;
import io.github.cpapi.mock.ticket.Digits;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Holds the gateway of a mock and controls it from outside the API. Thread-safe. */
public final class Simulation {

  private final Spec spec;
  private final Recordings recordings;
  private final Setup setup;
  private final MockClock clock;
  private final Runnable whenRestarted;
  private volatile Run run;

  /** Replaced as a whole: a call in progress finishes with the run in which it began. */
  private record Run(Scenario scenario, Gateway gateway, GatewayState state, Sockets sockets) {}

  /**
   * What stays the same after a reset.
   *
   * @param scenario the scenario of the start
   * @param accounts the accounts of the login
   * @param seed the same seed gives the same ids
   * @param strict whether undocumented requests are refused
   */
  public record Setup(Scenario scenario, List<String> accounts, long seed, boolean strict) {
    public Setup {
      accounts = List.copyOf(accounts);
    }
  }

  public Simulation(
      Spec spec, Recordings recordings, Setup setup, MockClock clock, Runnable whenRestarted) {
    this.spec = spec;
    this.recordings = recordings;
    this.setup = setup;
    this.clock = clock;
    this.whenRestarted = whenRestarted;
    this.run = fresh(setup.scenario());
  }

  public Gateway gateway() {
    return run.gateway();
  }

  public Sockets sockets() {
    return run.sockets();
  }

  public Recordings recordings() {
    return recordings;
  }

  public Faults faults() {
    return run.state().faults();
  }

  public Pacing pacing() {
    return run.state().requests().pacing();
  }

  public void pace(Pacing limits) {
    run.state().requests().pace(limits);
  }

  public MockClock clock() {
    return clock;
  }

  public void login(boolean brokerage) {
    changeSession(session -> session.login(brokerage));
  }

  public void loginHeldElsewhere() {
    changeSession(SessionState::loginHeldElsewhere);
  }

  /** Unlike the API's logout, the gateway afterwards behaves as before its first login. */
  public void logout() {
    changeSession(SessionState::lose);
  }

  /** Before and after: the websockets report each change, however fast the next one follows. */
  private void changeSession(Consumer<SessionState> change) {
    Run now = run;
    now.sockets().reportLogin();
    change.accept(now.state().session());
    now.sockets().reportLogin();
  }

  public List<HeldOrder> orders() {
    return run.state().brokerage().held();
  }

  public Order fill(long orderId, Optional<BigDecimal> quantity, Optional<BigDecimal> price) {
    quantity.ifPresent(number -> checkDigits("quantity", number));
    price.ifPresent(number -> checkDigits("price", number));
    return run.state().brokerage().fill(orderId, quantity, price);
  }

  public Order cancelBySystem(long orderId, String reason) {
    return run.state().brokerage().cancelBySystem(orderId, reason);
  }

  public void movePrice(long conid, BigDecimal price) {
    checkDigits("price", price);
    if (price.signum() <= 0) {
      throw new IllegalArgumentException("price: expected more than 0, but got " + price);
    }
    Run now = run;
    if (now.scenario().contract(conid).isEmpty()) {
      throw new IllegalArgumentException(
          "conid %d is not a contract of the scenario %s".formatted(conid, now.scenario().id()));
    }
    now.state().brokerage().movePrice(conid, price);
  }

  private static void checkDigits(String what, BigDecimal number) {
    if (Digits.areTooMany(number)) {
      throw new IllegalArgumentException(
          "%s: expected at most %d digits before and after the decimal point, but got %s"
              .formatted(what, Digits.MAX_DIGITS, number));
    }
  }

  /** Resets everything, including the scenario, to the start. */
  public void reset() {
    clock.reset();
    play(setup.scenario());
  }

  public Scenario scenario() {
    return run.scenario();
  }

  /**
   * Restarts with another scenario.
   *
   * @throws io.github.cpapi.mock.scenario.ScenarioException if it cannot be played; the previous
   *     scenario then stays
   */
  public void play(Scenario scenario) {
    Run before = run;
    run = fresh(scenario);
    before.sockets().retire();
    whenRestarted.run();
  }

  private Run fresh(Scenario scenario) {
    List<String> accounts = setup.accounts();
    GatewayState state =
        new GatewayState(
            new Brokerage(accounts, scenario.positions(), clock, setup.seed()),
            new SessionState(accounts),
            new Faults(Gateway.operationsWithFaults(spec), accounts),
            new RequestCounts(clock, scenario.pacing()),
            new ScriptProgress());
    Gateway gateway = new Gateway(spec, recordings, scenario, state, setup.strict());
    armAll(scenario, state.faults());
    String session = session(recordings).or(() -> session(Recordings.load())).orElseThrow();
    Sockets sockets = new Sockets(recordings.frames(), state, scenario.webSocket(), clock, session);
    return new Run(scenario, gateway, state, sockets);
  }

  /** The session that tickle shows. A recording of a user's own may show none. */
  private static Optional<String> session(Recordings recordings) {
    return recordings
        .playing("tickle", "authenticated")
        .responseBody()
        .map(body -> body.path("session").asText())
        .filter(id -> !id.isEmpty());
  }

  private static void armAll(Scenario scenario, Faults faults) {
    try {
      scenario.faults().forEach(faults::arm);
    } catch (IllegalArgumentException e) {
      throw new ScenarioException(
          "scenario %s: faults: %s".formatted(scenario.id(), e.getMessage()));
    }
  }
}
