package io.github.cpapi.mock;

import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.mock.fault.Faults;
import io.github.cpapi.mock.play.Gateway;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.state.Brokerage;
import io.github.cpapi.mock.state.HeldOrder;
import io.github.cpapi.mock.state.Order;
import io.github.cpapi.mock.state.SessionState;
import io.github.cpapi.mock.ticket.Digits;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Holds the gateway that a mock plays, and steers it from outside the API. Thread-safe. */
final class Steering {

  private final Spec spec;
  private final Recordings recordings;
  private final MockGatewayOptions options;
  private final ExchangeLog log;
  private final MockClock clock;
  private volatile Playing playing;

  /** Replaced as a whole: a call that is being answered ends with what it began with. */
  private record Playing(
      Scenario scenario, Gateway gateway, Brokerage brokerage, SessionState session) {}

  Steering(
      Spec spec,
      Recordings recordings,
      MockGatewayOptions options,
      MockClock clock,
      ExchangeLog log) {
    this.spec = spec;
    this.recordings = recordings;
    this.options = options;
    this.log = log;
    this.clock = clock;
    this.playing = fresh(options.scenario());
  }

  Gateway gateway() {
    return playing.gateway();
  }

  Faults faults() {
    return gateway().faults();
  }

  MockClock clock() {
    return clock;
  }

  void login(boolean brokerage) {
    playing.session().login(brokerage);
  }

  void loginHeldElsewhere() {
    playing.session().loginHeldElsewhere();
  }

  /** Not the API's logout: nobody has ever logged in to the gateway that answers from now on. */
  void logout() {
    playing.session().lose();
  }

  List<HeldOrder> orders() {
    return playing.brokerage().held();
  }

  Order fill(long orderId, Optional<BigDecimal> quantity, Optional<BigDecimal> price) {
    quantity.ifPresent(number -> checkDigits("quantity", number));
    price.ifPresent(number -> checkDigits("price", number));
    return playing.brokerage().fill(orderId, quantity, price);
  }

  Order cancelBySystem(long orderId, String reason) {
    return playing.brokerage().cancelBySystem(orderId, reason);
  }

  void movePrice(long conid, BigDecimal price) {
    checkDigits("price", price);
    if (price.signum() <= 0) {
      throw new IllegalArgumentException("price is more than 0, not " + price);
    }
    Playing now = playing;
    if (now.scenario().contract(conid).isEmpty()) {
      throw new IllegalArgumentException(
          "conid %d is none of the contracts of scenario %s".formatted(conid, now.scenario().id()));
    }
    now.brokerage().movePrice(conid, price);
  }

  private static void checkDigits(String what, BigDecimal number) {
    if (Digits.areTooMany(number)) {
      throw new IllegalArgumentException(
          "%s has at most %d digits before and behind the point, unlike %s"
              .formatted(what, Digits.MOST, number));
    }
  }

  /** Back to the start, and to the scenario with which the mock was started. */
  void reset() {
    log.clear();
    clock.reset();
    playing = fresh(options.scenario());
  }

  Scenario scenario() {
    return playing.scenario();
  }

  /**
   * Begins anew with another scenario.
   *
   * @throws io.github.cpapi.mock.scenario.ScenarioException if it cannot be played; the one before
   *     goes on then
   */
  void play(Scenario scenario) {
    playing = fresh(scenario);
    log.clear();
  }

  private Playing fresh(Scenario scenario) {
    Brokerage brokerage =
        new Brokerage(options.accounts(), scenario.positions(), clock, options.seed());
    SessionState session = new SessionState(options.accounts());
    return new Playing(
        scenario,
        new Gateway(spec, recordings, scenario, brokerage, session, clock, options.strict()),
        brokerage,
        session);
  }
}
