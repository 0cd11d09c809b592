package io.github.cpapi.client.order;

import io.github.cpapi.client.pacing.Sleeper;
import io.github.cpapi.client.wire.Given;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link OrderDesk} works. Immutable: each method returns a changed copy.
 *
 * <pre>{@code
 * OrderSettings.defaults().limits(OrderLimits.none().maxNotional("25000", "USD"))
 * }</pre>
 *
 * @param clock sets the times of transcripts, evidence and journal
 * @param sleeper waits between two lookups of an order, and for the first price of a contract
 * @param lookupTimeout how long an unconfirmed order is looked up
 * @param lockTimeout how long an order waits for the previous one
 * @param clientOrderIds supplies client order ids for tickets without one
 * @param limits the maximum size of an order
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

  /** Returns the default settings. */
  public static OrderSettings defaults() {
    return DEFAULTS;
  }

  /**
   * Sets the clock of transcripts, evidence and journal. Default: the system clock.
   *
   * @return new settings
   */
  public OrderSettings clock(Clock clock) {
    return with(copy -> copy.clock = clock);
  }

  /**
   * Sets how the client waits between two lookups of an order, and for the first price of a
   * contract. Default: in real time.
   *
   * @return new settings
   */
  public OrderSettings sleeper(Sleeper sleeper) {
    return with(copy -> copy.sleeper = sleeper);
  }

  /**
   * Sets how long an order with an unknown outcome is looked up. Default: 20 seconds. The first
   * lookup starts immediately, the next ones every 5 seconds, the gateway's limit. The last one may
   * take 5 seconds more.
   *
   * @param lookupTimeout zero for one lookup, at most an hour
   * @return new settings
   */
  public OrderSettings lookupTimeout(Duration lookupTimeout) {
    return with(copy -> copy.lookupTimeout = lookupTimeout);
  }

  /**
   * Sets how long an order waits for the previous one of the account. Default: one minute.
   *
   * @param lockTimeout zero to not wait, at most an hour
   * @return new settings
   */
  public OrderSettings lockTimeout(Duration lockTimeout) {
    return with(copy -> copy.lockTimeout = lockTimeout);
  }

  /**
   * Sets the source of client order ids for tickets without one. Default: {@code cpapi-} and a
   * random UUID.
   *
   * @param clientOrderIds returns a new id at each call; thread-safe
   * @return new settings
   */
  public OrderSettings clientOrderIds(Supplier<String> clientOrderIds) {
    return with(copy -> copy.clientOrderIds = clientOrderIds);
  }

  /**
   * Sets the maximum size of an order. Default: any size.
   *
   * @return new settings
   */
  public OrderSettings limits(OrderLimits limits) {
    return with(copy -> copy.limits = limits);
  }

  /**
   * Allows the desk to trade real money. Default: only paper accounts, whose ids start with D.
   *
   * @param account the live account; must be the account of the desk
   * @return new settings
   */
  public OrderSettings liveTrading(String account) {
    Given.value("account", account);
    return with(copy -> copy.liveAccount = account);
  }

  /**
   * Allows orders while an earlier one is Unknown, Stranded or Prompted, once its outcome has been
   * returned, or after a restart by {@link OrderDesk#recover()}. Default: the next order of the
   * account is refused, because repeating an order that seems lost can execute it twice. The client
   * order id of the unconfirmed order is always refused.
   *
   * @return new settings
   */
  public OrderSettings continuingDespiteUnconfirmed() {
    return with(copy -> copy.continueDespiteUnconfirmed = true);
  }

  private OrderSettings with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.toSettings();
  }

  /** A copy of the settings while one of them is changed. */
  private static final class Copy {
    Clock clock;
    Sleeper sleeper;
    Duration lookupTimeout;
    Duration lockTimeout;
    Supplier<String> clientOrderIds;
    OrderLimits limits;
    @Nullable String liveAccount;
    boolean continueDespiteUnconfirmed;

    Copy(OrderSettings from) {
      clock = from.clock;
      sleeper = from.sleeper;
      lookupTimeout = from.lookupTimeout;
      lockTimeout = from.lockTimeout;
      clientOrderIds = from.clientOrderIds;
      limits = from.limits;
      liveAccount = from.liveAccount;
      continueDespiteUnconfirmed = from.continueDespiteUnconfirmed;
    }

    OrderSettings toSettings() {
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
  }

  private static void check(String name, Duration timeout) {
    Given.value(name, timeout);
    if (timeout.isNegative() || timeout.compareTo(MAX_TIMEOUT) > 0) {
      throw new IllegalArgumentException(name + ": expected zero to an hour, but got " + timeout);
    }
  }
}
