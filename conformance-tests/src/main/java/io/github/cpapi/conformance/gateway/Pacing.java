package io.github.cpapi.conformance.gateway;

import io.github.cpapi.client.pacing.PacingException;
import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.pacing.RateLimiter;
import io.github.cpapi.generated.api.AlgosApi;
import io.github.cpapi.generated.api.ContractsApi;
import io.github.cpapi.generated.api.MarketDataApi;
import io.github.cpapi.generated.api.OrdersApi;
import io.github.cpapi.generated.api.PortfolioApi;
import io.github.cpapi.generated.api.RepliesApi;
import io.github.cpapi.generated.api.SessionApi;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Delays raw requests like those of the client. */
public final class Pacing implements Interceptor {

  private static final int TOO_MANY_REQUESTS = 429;

  private static final Map<String, Method> METHODS =
      Stream.of(
              AlgosApi.class,
              ContractsApi.class,
              MarketDataApi.class,
              OrdersApi.class,
              PortfolioApi.class,
              RepliesApi.class,
              SessionApi.class)
          .flatMap(api -> Arrays.stream(api.getMethods()))
          .collect(Collectors.toMap(Method::getName, Function.identity()));

  /** What the contract does not know is counted against the limit of all requests. */
  private static final Method ANY = method("getAuthStatus");

  private final PacingPolicy policy;

  Pacing(PacingPolicy policy) {
    this.policy = policy;
  }

  /**
   * Counts one request of each operation that is allowed once in five seconds, as if it had just
   * been sent: the gateway also counts those of a run that ended a moment ago.
   */
  public static void countPreviousRun(PacingPolicy policy) {
    try {
      for (String operation : List.of("getLiveOrders", "getTrades", "getPortfolioAccounts")) {
        policy.rateLimiter().await(method(operation), policy);
      }
    } catch (PacingException e) {
      throw new IllegalStateException("a new rate limiter refuses its first calls", e);
    }
  }

  private static Method method(String operation) {
    return Objects.requireNonNull(METHODS.get(operation), operation);
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Method method =
        Operations.of(chain.request())
            .flatMap(operation -> Optional.ofNullable(METHODS.get(operation.id())))
            .orElse(ANY);
    RateLimiter.Permit permit = policy.rateLimiter().await(method, policy);
    Response response = chain.proceed(chain.request());
    permit.answered();
    if (response.code() == TOO_MANY_REQUESTS) {
      policy.rateLimiter().tooManyRequests(response.header("Retry-After"));
    }
    return response;
  }
}
