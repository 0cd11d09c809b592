package io.github.cpapi.client.transport;

import io.github.cpapi.client.pacing.PacingPolicy;
import java.io.IOException;
import java.util.Objects;
import okhttp3.Interceptor;
import okhttp3.Response;
import retrofit2.Invocation;

/** Holds each request back until it may be sent. It delays, and never repeats. */
final class PacingInterceptor implements Interceptor {

  private static final int TOO_MANY_REQUESTS = 429;

  private final PacingPolicy policy;

  PacingInterceptor(PacingPolicy policy) {
    this.policy = policy;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Invocation invocation =
        Objects.requireNonNull(
            chain.request().tag(Invocation.class), "not a call of a generated interface");
    policy.pacer().await(invocation.method(), policy);
    Response response = chain.proceed(chain.request());
    if (response.code() == TOO_MANY_REQUESTS) {
      policy.pacer().tooManyRequests(response.header("Retry-After"));
    }
    return response;
  }
}
