package io.github.cpapi.client.order;

import io.github.cpapi.client.pacing.Sleeper;
import io.github.cpapi.client.wire.Given;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link OrderDesk} works. Immutable: each method returns a changed copy.
 *
 * <pre>{@code
 * OrderSettings.defaults().limits(OrderLimits.none().maxNotional("25000", "USD"))
 * }</pre>
 *
 * @param clock dates transcripts, evidence and journal
 * @param sleeper waits between two looks for an order, and for the first price of a contract
 * @param lookupTimeout how long an order is looked for
 * @param lockTimeout how long an order waits for the one before it
 * @param clientOrderIds names orders that have no name
 * @param limits how large an order may be
 * @param liveAccount the live account that may be traded; null for none
 * @param continueDespiteUnconfirmed whether orders are placed while an earlier one is not confirmed
 */
public record OrderSettings(
    Clock clock,
    Sleeper sleeper,
    Duration lookupTimeout,
    Duration lockTimeout,
    Supplier<String> clientOrderIds,
    OrderLimits limits,
    @Nullable String liveAccount,
    boolean continueDespiteUnconfirmed) {

  private static final Duration MAX_TIMEOUT = Duration.ofHours(1);

  private static final OrderSettings DEFAULTS =
      new OrderSettings(
          Clock.systemUTC(),
          Sleeper.real(),
          Duration.ofSeconds(20),
          Duration.ofMinutes(1),
          () -> "cpapi-" + UUID.randomUUID(),
          OrderLimits.none(),
          null,
          false);

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if a timeout is negative or more than an hour
   */
  public OrderSettings {
    Given.value("clock", clock);
    Given.value("sleeper", sleeper);
    Given.value("clientOrderIds", clientOrderIds);
    Given.value("limits", limits);
    check("lookupTimeout", lookupTimeout);
    check("lockTimeout", lockTimeout);
  }

  /** Returns the settings that each method names as the default. */
  public static OrderSettings defaults() {
    return DEFAULTS;
  }

  /**
   * Sets the clock that dates transcripts, evidence and journal. Default: the system clock.
   *
   * @return new settings
   */
  public OrderSettings clock(Clock clock) {
    return new OrderSettings(
        clock,
        sleeper,
        lookupTimeout,
        lockTimeout,
        clientOrderIds,
        limits,
        liveAccount,
        continueDespiteUnconfirmed);
  }

  /**
   * Sets how the client waits between two looks for an order, and for the first price of a
   * contract. Default: in real time.
   *
   * @return new settings
   */
  public OrderSettings sleeper(Sleeper sleeper) {
    return new OrderSettings(
        clock,
        sleeper,
        lookupTimeout,
        lockTimeout,
        clientOrderIds,
        limits,
        liveAccount,
        continueDespiteUnconfirmed);
  }

  /**
   * Sets how long an order whose outcome is not known is looked for. Default: 20 seconds. The first
   * look is at once, the next ones every 5 seconds, which is what the gateway allows. The last one
   * may take 5 seconds more.
   *
   * @param lookupTimeout zero for one look, at most an hour
   * @return new settings
   */
  public OrderSettings lookupTimeout(Duration lookupTimeout) {
    return new OrderSettings(
        clock,
        sleeper,
        lookupTimeout,
        lockTimeout,
        clientOrderIds,
        limits,
        liveAccount,
        continueDespiteUnconfirmed);
  }

  /**
   * Sets how long an order waits for the one before it on the account. Default: one minute.
   *
   * @param lockTimeout zero to not wait, at most an hour
   * @return new settings
   */
  public OrderSettings lockTimeout(Duration lockTimeout) {
    return new OrderSettings(
        clock,
        sleeper,
        lookupTimeout,
        lockTimeout,
        clientOrderIds,
        limits,
        liveAccount,
        continueDespiteUnconfirmed);
  }

  /**
   * Sets where client order ids come from for tickets without one. Default: {@code cpapi-} and a
   * random UUID.
   *
   * @param clientOrderIds returns a new name at each call; thread-safe
   * @return new settings
   */
  public OrderSettings clientOrderIds(Supplier<String> clientOrderIds) {
    return new OrderSettings(
        clock,
        sleeper,
        lookupTimeout,
        lockTimeout,
        clientOrderIds,
        limits,
        liveAccount,
        continueDespiteUnconfirmed);
  }

  /**
   * Sets how large an order may be. Default: any size.
   *
   * @return new settings
   */
  public OrderSettings limits(OrderLimits limits) {
    return new OrderSettings(
        clock,
        sleeper,
        lookupTimeout,
        lockTimeout,
        clientOrderIds,
        limits,
        liveAccount,
        continueDespiteUnconfirmed);
  }

  /**
   * Allows the desk to trade real money. Default: only paper accounts, whose ids start with D.
   *
   * @param account the live account, which has to be the account of the desk
   * @return new settings
   */
  public OrderSettings liveTrading(String account) {
    Given.value("account", account);
    return new OrderSettings(
        clock,
        sleeper,
        lookupTimeout,
        lockTimeout,
        clientOrderIds,
        limits,
        account,
        continueDespiteUnconfirmed);
  }

  /**
   * Lets the desk place orders after one that stayed Unknown, Stranded or Prompted, once that was
   * reported: by its outcome, or after a restart by {@link OrderDesk#recover()}. Default: the next
   * order of the account is refused, because a program that places again what it believes lost can
   * own it twice. The client order id of the unconfirmed order stays refused in any case.
   *
   * @return new settings
   */
  public OrderSettings continuingDespiteUnconfirmed() {
    return new OrderSettings(
        clock, sleeper, lookupTimeout, lockTimeout, clientOrderIds, limits, liveAccount, true);
  }

  private static void check(String name, Duration timeout) {
    Given.value(name, timeout);
    if (timeout.isNegative() || timeout.compareTo(MAX_TIMEOUT) > 0) {
      throw new IllegalArgumentException(name + ": expected zero to an hour, but got " + timeout);
    }
  }
}
