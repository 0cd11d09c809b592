package io.github.cpapi.client.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cpapi.client.pacing.PacingException;
import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.wire.Causes;
import io.github.cpapi.generated.api.PortfolioApi;
import io.github.cpapi.generated.model.ErrorBody;
import io.github.cpapi.generated.model.InvalidArgument;
import io.github.cpapi.generated.model.ProblemDetail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Invocation;
import retrofit2.Response;

/**
 * Makes prepared calls, each exactly once, and turns their failures into {@link CpapiException}s.
 * Thread-safe.
 */
public final class GatewayCalls {

  private static final Duration MIN_ANSWER_WAIT = Duration.ofMinutes(1);

  private final ObjectMapper mapper;
  private final Duration maxCallTime;
  private final Duration maxAnswerTime;

  /**
   * Prepares to make calls.
   *
   * @param exchangeTime how long a call may take from when the rate limiter permits it
   * @param maxWait how long it may wait for the rate limiter
   */
  GatewayCalls(ObjectMapper mapper, Duration exchangeTime, Duration maxWait) {
    this.mapper = mapper;
    this.maxCallTime = exchangeTime.plus(maxWait);
    this.maxAnswerTime =
        exchangeTime.plus(maxWait.compareTo(MIN_ANSWER_WAIT) > 0 ? maxWait : MIN_ANSWER_WAIT);
  }

  /**
   * Makes a call and expects success.
   *
   * @param call the prepared call
   * @param <T> the type of the answer
   * @return the answer
   * @throws CpapiException if no answer came, or not the one that the contract promises
   */
  public <T> T value(Call<T> call) {
    GatewayResponse<T> response = answer(call);
    if (response.value() != null) {
      return response.value();
    }
    throw failure(response);
  }

  /**
   * Makes a call and returns the answer of any status, except 401 and what a mock does not support.
   *
   * @param call the prepared call
   * @param <T> the type of the answer
   * @return the answer, whatever its status
   * @throws NotSentException if nothing was sent: rate limits, a penalty, an interrupt, or no
   *     connection
   * @throws NoAnswerException if no answer came
   * @throws NotLoggedInException if the status is 401
   * @throws UnsupportedByMockException if a mock does not support the request
   * @throws UnreadableAnswerException if the status is 200 to 299 and the body is not what the
   *     contract promises
   */
  public <T> GatewayResponse<T> answer(Call<T> call) {
    Response<T> response = execute(call);
    String errorBody = textOf(response.errorBody());
    if (response.code() == 401) {
      throw invocation(call).method().getDeclaringClass() == PortfolioApi.class
          ? NotLoggedInException.orNotYourAccount(operation(call), errorBody)
          : new NotLoggedInException(operation(call), errorBody);
    }
    String unsupported = response.headers().get(UnsupportedByMockException.HEADER);
    if (response.code() == UnsupportedByMockException.STATUS && unsupported != null) {
      throw new UnsupportedByMockException(operation(call), unsupported, errorBody);
    }
    return new GatewayResponse<>(
        operation(call), retrySafety(call), response.code(), response.body(), errorBody);
  }

  /**
   * Makes a call within a conversation about an order. It has priority over new orders and over
   * reads that are not about an order. It may wait longer than {@link PacingPolicy#maxWait()}.
   *
   * @param call the prepared call
   * @param atMost how long the call may take, including the wait for the rate limiter; more than
   *     zero
   * @param <T> the type of the answer
   * @return the answer, whatever its status
   * @throws CpapiException as {@link #answer(Call)} does
   */
  public <T> GatewayResponse<T> answer(Call<T> call, Duration atMost) {
    return answer(call, atMost, () -> {});
  }

  /**
   * Makes a call within a conversation about an order, and reports when it is sent.
   *
   * @param call the prepared call
   * @param atMost how long the call may take, including the wait for the rate limiter; more than
   *     zero
   * @param beforeSending runs in this thread after the wait, directly before the call is sent
   * @param <T> the type of the answer
   * @return the answer, whatever its status
   * @throws CpapiException as {@link #answer(Call)} does
   */
  public <T> GatewayResponse<T> answer(Call<T> call, Duration atMost, Runnable beforeSending) {
    call.timeout().timeout(atMost.toNanos(), TimeUnit.NANOSECONDS);
    return PacingInterceptor.inConversation(
        call.request(), atMost, beforeSending, () -> answer(call));
  }

  /** Returns the maximum duration of a call: {@code maxWait + connectTimeout + answerTimeout}. */
  public Duration maxCallTime() {
    return maxCallTime;
  }

  /**
   * Returns the maximum duration of a reply to a question of the broker. An order depends on it, so
   * it may wait a minute for the rate limiter even if {@link PacingPolicy#maxWait()} is less.
   */
  public Duration maxAnswerTime() {
    return maxAnswerTime;
  }

  /** Turns every failure into a {@link CpapiException}, undeclared exceptions included. */
  private <T> Response<T> execute(Call<T> call) {
    String operation = operation(call);
    try {
      return call.execute();
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      // A call time-out wraps the exception that it caused.
      UnreadableBody unreadable = Causes.find(UnreadableBody.class, e).orElse(null);
      if (unreadable != null) {
        throw new UnreadableAnswerException(
            "the answer is not what the contract promises: " + unreadable.getMessage(),
            operation,
            retrySafety(call),
            200,
            unreadable.body(),
            unreadable);
      }
      PacingException heldBack = Causes.find(PacingException.class, e).orElse(null);
      if (heldBack != null) {
        throw new NotSentException(heldBack);
      }
      SendingWatch.NeverSent neverSent = Causes.find(SendingWatch.NeverSent.class, e).orElse(null);
      if (neverSent != null) {
        throw new NotSentException(
            "nothing was sent: " + neverSent.getCause() + ConnectionHint.of(call.request(), e),
            operation,
            e);
      }
      throw new NoAnswerException(
          "no answer: " + e + ConnectionHint.of(call.request(), e),
          operation,
          retrySafety(call),
          e);
    }
  }

  /**
   * Returns the exception for an answer that the caller cannot use.
   *
   * @param response the answer
   */
  public CpapiException failure(GatewayResponse<?> response) {
    if (response.status() / 100 == 2) {
      return new UnreadableAnswerException(
          "status " + response.status() + " without a body",
          response.operation(),
          response.retrySafety(),
          response.status(),
          "",
          null);
    }
    String said = error(response).map(error -> ": " + error.error()).orElse("");
    return new ErrorAnswerException(
        "status " + response.status() + said,
        response.operation(),
        response.retrySafety(),
        response.status(),
        response.errorBody());
  }

  /**
   * Reads the error object of an answer: the gateway's plain one, or the problem details that IBKR
   * documents. Title and details of the latter become the error text.
   *
   * @param response an answer with an error status
   * @return the error; empty if the body is empty, HTML or anything else
   */
  public Optional<ErrorBody> error(GatewayResponse<?> response) {
    if (response.errorBody().isEmpty()) {
      return Optional.empty();
    }
    try {
      JsonNode body = mapper.readTree(response.errorBody());
      if (body.path("error").isTextual()) {
        return Optional.of(mapper.treeToValue(body, ErrorBody.class));
      }
      return body.path("title").isTextual()
          ? Optional.of(plain(mapper.treeToValue(body, ProblemDetail.class)))
          : Optional.empty();
    } catch (JsonProcessingException notAnErrorObject) {
      return Optional.empty();
    }
  }

  private static ErrorBody plain(ProblemDetail problem) {
    String words =
        Stream.concat(
                Stream.of(problem.title(), problem.detail()),
                Objects.requireNonNullElse(problem.invalidArguments(), List.<InvalidArgument>of())
                    .stream()
                    .map(wrong -> wrong.field() + ": " + wrong.description()))
            .filter(Objects::nonNull)
            .collect(Collectors.joining("; "));
    return ErrorBody.builder()
        .error(words)
        .statusCode(problem.status())
        .otherMembers(problem.otherMembers())
        .build();
  }

  private static String operation(Call<?> call) {
    return invocation(call).method().getName();
  }

  private static RetrySafety retrySafety(Call<?> call) {
    return RetrySafety.of(invocation(call).method());
  }

  private static Invocation invocation(Call<?> call) {
    return Objects.requireNonNull(
        call.request().tag(Invocation.class), "not a call of a generated interface");
  }

  /** Cannot block: Retrofit has buffered the error body. */
  private static String textOf(@Nullable ResponseBody body) {
    try {
      return body == null ? "" : body.string();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
