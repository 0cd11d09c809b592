package io.github.cpapi.client.pacing;

import io.github.cpapi.client.wire.Pacing;
import io.github.cpapi.client.wire.Retry;
import io.github.cpapi.generated.api.AlgosApi;
import io.github.cpapi.generated.api.ContractsApi;
import io.github.cpapi.generated.api.MarketDataApi;
import io.github.cpapi.generated.api.OrdersApi;
import io.github.cpapi.generated.api.PortfolioApi;
import io.github.cpapi.generated.api.RepliesApi;
import io.github.cpapi.generated.api.SessionApi;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import retrofit2.http.DELETE;
import retrofit2.http.GET;
import retrofit2.http.POST;

/**
 * The rate limits of a gateway: one for all operations together, and further ones for single
 * operations. Immutable.
 */
public final class RateLimits {

  static final List<Class<?>> OPERATIONS =
      List.of(
          OrdersApi.class,
          RepliesApi.class,
          AlgosApi.class,
          ContractsApi.class,
          SessionApi.class,
          MarketDataApi.class,
          PortfolioApi.class);

  /** The default of {@link #maxTransit(Duration)}: 250 ms. */
  public static final Duration DEFAULT_MAX_TRANSIT = Duration.ofMillis(250);

  private static final Duration LONGEST_TRANSIT = Duration.ofMinutes(10);

  private final RateLimit all;
  private final Map<String, RateLimit> changed;
  private final Duration maxTransit;

  private RateLimits(RateLimit all, Map<String, RateLimit> changed, Duration maxTransit) {
    this.all = all;
    this.changed = Map.copyOf(changed);
    this.maxTransit = maxTransit;
  }

  /**
   * Returns the limits that IBKR documents, as in the contract: ten requests a second, and less for
   * some operations, such as one request for live orders every five seconds (evidence Q93).
   */
  public static RateLimits documented() {
    Pacing all = OrdersApi.class.getPackage().getAnnotation(Pacing.class);
    return new RateLimits(
        RateLimit.of(Objects.requireNonNull(all, "the contract has no limit for all operations")),
        Map.of(),
        DEFAULT_MAX_TRANSIT);
  }

  /** Returns a copy with another limit for all operations together. */
  public RateLimits all(RateLimit rateLimit) {
    return new RateLimits(rateLimit, changed, maxTransit);
  }

  /**
   * Returns a copy with another limit, or a first one, for a single operation.
   *
   * @param operation its operationId in the contract, for example {@code getLiveOrders}
   * @throws IllegalArgumentException if the contract has no such operation
   */
  public RateLimits operation(String operation, RateLimit rateLimit) {
    List<String> known =
        OPERATIONS.stream()
            .flatMap(api -> Stream.of(api.getMethods()))
            .map(Method::getName)
            .sorted()
            .toList();
    if (!known.contains(operation)) {
      throw new IllegalArgumentException(
          "operation: expected one of " + known + ", but got '" + operation + "'");
    }
    Map<String, RateLimit> more = new HashMap<>(changed);
    more.put(operation, rateLimit);
    return new RateLimits(all, more, maxTransit);
  }

  /**
   * Returns a copy with another longest time from the sending of a request to the moment when IBKR
   * counts it. A request that is not answered yet counts from its end; a longer one is safer, and
   * sends fewer requests to a gateway that answers slowly. Default: {@link #DEFAULT_MAX_TRANSIT}.
   *
   * @param longest zero to ten minutes
   * @throws IllegalArgumentException if it is out of range
   */
  public RateLimits maxTransit(Duration longest) {
    if (longest.isNegative() || longest.compareTo(LONGEST_TRANSIT) > 0) {
      throw new IllegalArgumentException(
          "maxTransit: expected zero to " + LONGEST_TRANSIT + ", but got " + longest);
    }
    return new RateLimits(all, changed, longest);
  }

  Duration maxTransit() {
    return maxTransit;
  }

  RateLimit all() {
    return all;
  }

  /** How the calls of an operation are paced. */
  Rule ruleFor(Method operation) {
    Pacing documented = operation.getAnnotation(Pacing.class);
    RateLimit rateLimit =
        changed.getOrDefault(
            operation.getName(), documented == null ? null : RateLimit.of(documented));
    return new Rule(
        operation.getName(),
        priorityOf(operation),
        rateLimit == null ? null : new Line(pathOf(operation), rateLimit));
  }

  /** DELETE cancels. Operations that must not be repeated place, modify or answer. */
  private static Priority priorityOf(Method operation) {
    if (operation.isAnnotationPresent(DELETE.class)) {
      return Priority.ANSWER;
    }
    Retry retry = operation.getAnnotation(Retry.class);
    if (retry != null && !retry.value().equals("never")) {
      return Priority.READ;
    }
    return operation.getDeclaringClass() == RepliesApi.class ? Priority.ANSWER : Priority.ORDER;
  }

  private static String pathOf(Method operation) {
    GET get = operation.getAnnotation(GET.class);
    POST post = operation.getAnnotation(POST.class);
    return get != null ? get.value() : post != null ? post.value() : operation.getName();
  }

  /**
   * How the calls of an operation are paced.
   *
   * @param operation its name
   * @param priority its priority under the limit for all operations
   * @param line its own limit; null if it only has the limit for all operations
   */
  record Rule(String operation, Priority priority, @Nullable Line line) {}

  /**
   * The operations of one path share a limit, such as the GET and the POST form of the tickle.
   *
   * @param path their path in the contract
   */
  record Line(String path, RateLimit rateLimit) {}
}
