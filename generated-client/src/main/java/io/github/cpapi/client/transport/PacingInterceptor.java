package io.github.cpapi.client.transport;

import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.pacing.RateLimiter;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import retrofit2.Invocation;

/** Delays each request until the rate limiter permits it. Never repeats one. */
final class PacingInterceptor implements Interceptor {

  private static final int TOO_MANY_REQUESTS = 429;

  /** Set while the thread makes a call of a conversation. */
  private static final ThreadLocal<@Nullable ConversationCall> CONVERSATION_CALL =
      new ThreadLocal<>();

  /**
   * A call of a conversation.
   *
   * @param request tells it from the calls that a listener or an interceptor makes meanwhile
   * @param atMost how long it may wait
   * @param beforeSending runs directly before it is sent
   */
  private record ConversationCall(Request request, Duration atMost, Runnable beforeSending) {}

  private final PacingPolicy policy;

  PacingInterceptor(PacingPolicy policy) {
    this.policy = policy;
  }

  /**
   * Makes a call of a conversation about an order, in this thread.
   *
   * @param request that of the call
   */
  static <T> T inConversation(
      Request request, Duration atMost, Runnable beforeSending, Supplier<T> call) {
    ConversationCall before = CONVERSATION_CALL.get();
    CONVERSATION_CALL.set(new ConversationCall(request, atMost, beforeSending));
    try {
      return call.get();
    } finally {
      if (before == null) {
        CONVERSATION_CALL.remove();
      } else {
        CONVERSATION_CALL.set(before);
      }
    }
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Invocation invocation =
        Objects.requireNonNull(
            chain.call().tag(Invocation.class), "not a call of a generated interface");
    ConversationCall call = CONVERSATION_CALL.get();
    RateLimiter.Permit permit;
    if (call == null || call.request() != chain.call().request()) {
      permit = policy.rateLimiter().await(invocation.method(), policy);
    } else {
      permit =
          policy
              .rateLimiter()
              .awaitInConversation(invocation.method(), call.atMost(), policy.listener());
      call.beforeSending().run();
    }
    Response response = chain.proceed(chain.request());
    permit.answered();
    if (response.code() == TOO_MANY_REQUESTS) {
      policy.rateLimiter().tooManyRequests(response.header("Retry-After"));
    }
    return response;
  }
}
