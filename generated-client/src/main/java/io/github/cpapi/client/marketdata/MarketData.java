package io.github.cpapi.client.marketdata;

import io.github.cpapi.client.pacing.Sleeper;
import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.wire.Given;
import io.github.cpapi.generated.model.MarketDataSnapshot;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Requests the current prices of contracts.
 *
 * <p>The first letter of {@link MarketDataSnapshot#availability} says whether a price is real-time:
 * R for real-time, D for delayed, Z for frozen at the close. Open the session first, with {@link
 * io.github.cpapi.client.session.BrokerageSession#open}. Each requested contract occupies one of
 * the roughly 100 market data lines of the login until it is unsubscribed (Q116). Thread-safe.
 */
public final class MarketData {

  /** Last price, bid, ask, last size and availability: 31, 84, 86, 7059 and 6509. */
  public static final List<Integer> PRICES = List.of(31, 84, 86, 7059, 6509);

  /** The maximum time for which missing prices are requested again: 3 seconds. */
  public static final Duration MAX_WAIT = Duration.ofSeconds(3);

  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int MAX_CONIDS = 100;
  private static final int MAX_FIELDS = 50;

  private final Gateway gateway;
  private final Sleeper sleeper;
  private final LongSupplier nanoTime;

  /**
   * Creates a reader of market data.
   *
   * @param sleeper waits before missing prices are requested again
   */
  public MarketData(Gateway gateway, Sleeper sleeper) {
    this(gateway, sleeper, System::nanoTime);
  }

  MarketData(Gateway gateway, Sleeper sleeper, LongSupplier nanoTime) {
    this.gateway = Given.value("gateway", gateway);
    this.sleeper = Given.value("sleeper", sleeper);
    this.nanoTime = nanoTime;
  }

  /**
   * Requests the {@link #PRICES} of contracts.
   *
   * @param conids contract ids, 1 to 100
   * @return as {@link #snapshot(Collection, Collection)}
   * @throws CpapiException if the call failed or its answer is not as documented
   */
  public List<MarketDataSnapshot> snapshot(Collection<Integer> conids) {
    return snapshot(conids, PRICES);
  }

  /**
   * Requests fields of contracts. The first answer about a contract has no prices, because the
   * request only subscribes to them (Q108). The request is therefore repeated every 500
   * milliseconds until each contract has a price or an availability, for at most {@link #MAX_WAIT}:
   * this takes up to 3 seconds more than one call of the gateway. If the thread is interrupted, the
   * latest answer is returned and the interrupt flag is set.
   *
   * @param conids contract ids, 1 to 100
   * @param fields field numbers, 1 to 50; 31 is the last price
   * @return the rows of the gateway, in its order; a contract that has no prices or does not exist
   *     has a row without prices or no row
   * @throws IllegalArgumentException if there are too few or too many ids or fields
   * @throws CpapiException if the call failed or its answer is not as documented
   */
  public List<MarketDataSnapshot> snapshot(Collection<Integer> conids, Collection<Integer> fields) {
    Given.value("conids", conids);
    Given.value("fields", fields);
    Set<Integer> contracts = new LinkedHashSet<>(conids);
    String ids = joined("conids", contracts, MAX_CONIDS);
    String numbers = joined("fields", new LinkedHashSet<>(fields), MAX_FIELDS);
    long start = nanoTime.getAsLong();
    List<MarketDataSnapshot> rows = ask(ids, numbers);
    Duration paused = PAUSE;
    while (!coversAll(rows, contracts)
        && paused.compareTo(MAX_WAIT) <= 0
        && nanoTime.getAsLong() - start <= MAX_WAIT.minus(PAUSE).toNanos()
        && pause()) {
      rows = ask(ids, numbers);
      paused = paused.plus(PAUSE);
    }
    return rows;
  }

  private List<MarketDataSnapshot> ask(String conids, String fields) {
    return List.copyOf(
        gateway.calls().value(gateway.marketData().getMarketDataSnapshot(conids, fields)));
  }

  private static boolean coversAll(List<MarketDataSnapshot> rows, Set<Integer> conids) {
    return rows.stream()
        .filter(MarketData::hasPriceOrAvailability)
        .map(MarketDataSnapshot::conid)
        .collect(Collectors.toSet())
        .containsAll(conids);
  }

  private static boolean hasPriceOrAvailability(MarketDataSnapshot row) {
    return Stream.of(row.availability(), row.lastPrice(), row.bidPrice(), row.askPrice())
        .anyMatch(Objects::nonNull);
  }

  private boolean pause() {
    try {
      sleeper.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String joined(String name, Set<Integer> numbers, int max) {
    if (numbers.isEmpty() || numbers.size() > max) {
      throw new IllegalArgumentException(
          name + ": expected 1 to " + max + " numbers, but got " + numbers.size());
    }
    return numbers.stream()
        .map(number -> Given.value(name, number).toString())
        .collect(Collectors.joining(","));
  }
}
