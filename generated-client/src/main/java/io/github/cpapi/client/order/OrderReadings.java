package io.github.cpapi.client.order;

import io.github.cpapi.client.outcome.AuditEntry;
import io.github.cpapi.client.transport.ErrorAnswerException;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.GatewayResponse;
import io.github.cpapi.generated.model.Accounts;
import io.github.cpapi.generated.model.LiveOrders;
import io.github.cpapi.generated.model.OrderReport;
import io.github.cpapi.generated.model.Trade;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * Reads what the broker shows of an account's orders, within the time of a look. All clients of a
 * gateway share the readings that are rate-limited. A reading that fails is recorded as evidence
 * and not thrown. Confined to one thread.
 */
final class OrderReadings {

  private static final int MAX_SHARED_LISTS = 2;

  /** The trades are not read by account. */
  private static final String ALL_ACCOUNTS = "";

  /** By base URL, so that all clients of a gateway share its readings. */
  private static final Map<String, SharedRead<LiveOrders>> LIVE_ORDERS = new ConcurrentHashMap<>();

  private static final Map<String, SharedRead<List<Trade>>> TRADES = new ConcurrentHashMap<>();

  private final Gateway gateway;
  private final String account;
  private final Clock clock;
  private final LookupDeadline deadline;
  private final Interrupts interrupts;
  private final List<AuditEntry> evidence = new ArrayList<>();

  private boolean accountsRequested;

  /** How many lists for several accounts were read since the last one for this account alone. */
  private int sharedLists;

  /**
   * The result of a reading.
   *
   * @param read what was read; empty if it failed
   * @param isError whether it failed because the gateway answered with an error status
   */
  private record Reading<T>(Optional<T> read, boolean isError) {}

  OrderReadings(
      Gateway gateway,
      String account,
      Clock clock,
      LookupDeadline deadline,
      Interrupts interrupts) {
    this.gateway = gateway;
    this.account = account;
    this.clock = clock;
    this.deadline = deadline;
    this.interrupts = interrupts;
  }

  /** The evidence so far, in order. */
  List<AuditEntry> evidence() {
    return evidence;
  }

  void note(String where, String what) {
    evidence.add(new AuditEntry(clock.instant(), where, what));
  }

  /** This account begins a search, so that lists are read for all accounts that search. */
  void beginSearch() {
    lists().begin(account);
  }

  void endSearch() {
    lists().end(account);
  }

  /**
   * Reads the live orders for a search. A session shows none until its accounts are requested
   * (Q79), so they are requested once after an error, and the list is read again.
   */
  Optional<SharedRead.Shared<LiveOrders>> liveOrders() {
    Reading<SharedRead.Shared<LiveOrders>> reading = readLiveOrders();
    if (reading.isError() && !accountsRequested) {
      accountsRequested = true;
      reading = accounts().isPresent() ? readLiveOrders() : reading;
    }
    reading.read().filter(SharedRead.Shared::isForSeveral).ifPresent(list -> sharedLists++);
    return reading.read();
  }

  /** Reads the live orders once. */
  Optional<SharedRead.Shared<LiveOrders>> liveOrdersOnce() {
    return readLiveOrders().read();
  }

  /**
   * Reads one list for all accounts that search at the same time. The first list may be empty
   * because it only starts the subscription (Q51), and another account may make it look empty
   * (Q53). An order that is missing from two shared lists is looked for in a list of its own
   * account.
   */
  private Reading<SharedRead.Shared<LiveOrders>> readLiveOrders() {
    if (sharedLists == MAX_SHARED_LISTS) {
      sharedLists = 0;
      return read(
          "live orders",
          () ->
              Optional.of(
                  new SharedRead.Shared<>(
                      value(gateway.orders().getLiveOrders(null, null, account)), account)));
    }
    return readShared(
        "live orders",
        account,
        lists(),
        forSeveral -> gateway.orders().getLiveOrders(null, null, forSeveral ? null : account));
  }

  /**
   * Reads the trades of the session's selected account.
   *
   * @param days how many days; null for today
   */
  Optional<List<Trade>> trades(@Nullable Integer days) {
    return readShared(
            "trades",
            ALL_ACCOUNTS,
            TRADES.computeIfAbsent(gateway.baseUrl() + " " + days, key -> new SharedRead<>()),
            forSeveral -> gateway.orders().getTrades(days))
        .read()
        .map(SharedRead.Shared::answer);
  }

  /** Reads whether the trades are those of this account: its session has it selected. */
  boolean tradesAreOfThisAccount() {
    return accounts().filter(accounts -> account.equals(accounts.selectedAccount())).isPresent();
  }

  /** Reads the status of an order; the response may have an error status. */
  Optional<GatewayResponse<OrderReport>> status(String orderId) {
    return read(
            "order status",
            () ->
                Optional.of(
                    gateway.calls().answer(gateway.orders().getOrderStatus(orderId), timeLimit())))
        .read();
  }

  /** Reads the report on an order. */
  Optional<OrderReport> report(String orderId) {
    return read("order status", () -> Optional.of(value(gateway.orders().getOrderStatus(orderId))))
        .read();
  }

  private Optional<Accounts> accounts() {
    return read("accounts", () -> Optional.of(value(gateway.session().getAccounts()))).read();
  }

  private <T> Reading<SharedRead.Shared<T>> readShared(
      String where, String reader, SharedRead<T> reads, Function<Boolean, Call<T>> call) {
    return read(
        where,
        () -> {
          try {
            return reads.read(
                reader,
                deadline.leftOfLook(),
                (forSeveral, whenSent) -> value(call.apply(forSeveral), whenSent));
          } catch (InterruptedException e) {
            interrupts.add();
            return Optional.empty();
          }
        });
  }

  private SharedRead<LiveOrders> lists() {
    return LIVE_ORDERS.computeIfAbsent(gateway.baseUrl(), url -> new SharedRead<>());
  }

  private <T> T value(Call<T> call) {
    return value(call, () -> {});
  }

  private <T> T value(Call<T> call, Runnable whenSent) {
    GatewayResponse<T> response = gateway.calls().answer(call, timeLimit(), whenSent);
    if (response.value() == null) {
      throw gateway.calls().failure(response);
    }
    return response.value();
  }

  /** At least a millisecond, because zero means no limit. */
  private Duration timeLimit() {
    Duration left = deadline.leftOfLook();
    return left.isZero() ? Duration.ofMillis(1) : left;
  }

  /** Reads if time is left. A failure is recorded as evidence. */
  private <T> Reading<T> read(String where, Supplier<Optional<T>> call) {
    if (deadline.leftOfLook().isZero()) {
      return new Reading<>(Optional.empty(), false);
    }
    try {
      return new Reading<>(interrupts.without(call), false);
    } catch (RuntimeException e) {
      note(where, String.valueOf(e.getMessage()));
      return new Reading<>(Optional.empty(), e instanceof ErrorAnswerException);
    }
  }
}
