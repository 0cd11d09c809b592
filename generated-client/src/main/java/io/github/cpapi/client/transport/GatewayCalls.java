package io.github.cpapi.client.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cpapi.client.pacing.PacingException;
import io.github.cpapi.client.wire.Retry;
import io.github.cpapi.generated.model.ErrorBody;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Invocation;
import retrofit2.Response;

/**
 * Makes prepared calls, each exactly once, and turns their failures into {@link CpapiException}s.
 * Thread-safe.
 */
public final class GatewayCalls {

  private final ObjectMapper mapper;

  GatewayCalls(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * Makes a call and expects success.
   *
   * @param call the prepared call
   * @param <T> what it answers
   * @return the answer
   * @throws CpapiException if no answer came, or another one than promised
   */
  public <T> T value(Call<T> call) {
    Answer<T> answer = answer(call);
    if (answer.value() != null) {
      return answer.value();
    }
    throw failure(answer);
  }

  /**
   * Makes a call whose error statuses the caller wants to see.
   *
   * @param call the prepared call
   * @param <T> what it answers
   * @return the answer, whatever its status
   * @throws NotSentException if the limits, a lock-out or an interrupt kept it from being sent
   * @throws NoAnswerException if no answer came
   * @throws NotLoggedInException if the status is 401
   * @throws UnreadableAnswerException if the status is 200 to 299 and the body is not what the
   *     contract promises
   */
  public <T> Answer<T> answer(Call<T> call) {
    String operation = operation(call);
    try {
      Response<T> response = call.execute();
      String errorBody = textOf(response.errorBody());
      if (response.code() == 401) {
        throw new NotLoggedInException(operation, errorBody);
      }
      return new Answer<>(
          operation, retrySafety(call), response.code(), response.body(), errorBody);
    } catch (UnreadableBody e) {
      throw new UnreadableAnswerException(
          "the answer is not what the contract promises: " + e.getMessage(),
          operation,
          retrySafety(call),
          200,
          e.body(),
          e);
    } catch (SendingWatch.NeverSent e) {
      throw new NoAnswerException(
          "nothing was sent: " + e.getCause(), operation, RetrySafety.SAFE, e.getCause());
    } catch (PacingException e) {
      throw new NotSentException(e);
    } catch (IOException e) {
      throw new NoAnswerException("no answer: " + e, operation, retrySafety(call), e);
    }
  }

  /**
   * Turns an answer that a caller did not want into an exception.
   *
   * @param answer the answer
   * @return the exception
   */
  public CpapiException failure(Answer<?> answer) {
    if (answer.status() / 100 == 2) {
      return new UnreadableAnswerException(
          "status " + answer.status() + " without a body",
          answer.operation(),
          answer.retrySafety(),
          answer.status(),
          "",
          null);
    }
    String said = error(answer).map(error -> ": " + error.error()).orElse("");
    return new ErrorAnswerException(
        "status " + answer.status() + said,
        answer.operation(),
        answer.retrySafety(),
        answer.status(),
        answer.errorBody());
  }

  /**
   * Reads the error object of an answer.
   *
   * @param answer an answer with an error status
   * @return the error, or nothing where the body is empty, HTML or something else
   */
  public Optional<ErrorBody> error(Answer<?> answer) {
    try {
      return Optional.ofNullable(mapper.readValue(answer.errorBody(), ErrorBody.class));
    } catch (JsonProcessingException notAnErrorObject) {
      return Optional.empty();
    }
  }

  private static String operation(Call<?> call) {
    return invocation(call).method().getName();
  }

  private static RetrySafety retrySafety(Call<?> call) {
    Retry retry = invocation(call).method().getAnnotation(Retry.class);
    return retry == null
        ? RetrySafety.NEVER
        : RetrySafety.valueOf(retry.value().toUpperCase(Locale.ROOT));
  }

  private static Invocation invocation(Call<?> call) {
    return Objects.requireNonNull(
        call.request().tag(Invocation.class), "not a call of a generated interface");
  }

  private static String textOf(@org.jspecify.annotations.Nullable ResponseBody body)
      throws IOException {
    return body == null ? "" : body.string();
  }
}
