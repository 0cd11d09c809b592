package io.github.cpapi.mock.fault;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Duration;
import java.util.Optional;

/**
 * A fault that is armed for the next matching requests. Immutable: each method returns a changed
 * copy.
 *
 * @param operation the operationId that the request calls; empty for any operation to which the
 *     fault can apply
 * @param account the account that the request concerns; empty for any
 * @param after how many matching requests are spared first
 * @param times the number of requests to which it applies
 * @param delay how long the answer takes, in real time
 */
@JsonDeserialize(using = ArmedFaultReader.class)
public record ArmedFault(
    Fault fault,
    Optional<String> operation,
    Optional<String> account,
    int after,
    int times,
    Duration delay) {

  private static final Duration MAX_DELAY = Duration.ofDays(1);

  /**
   * Checks everything except the existence of the operation and of the account.
   *
   * @throws IllegalArgumentException if the fault cannot apply to the operation, after is negative,
   *     times is less than one, the delay is negative or more than a day, or the fault sends no
   *     answer to delay
   */
  public ArmedFault {
    if (operation.isPresent()
        && !fault.operations().isEmpty()
        && !fault.operations().contains(operation.get())) {
      throw new IllegalArgumentException(
          "operation: expected one of %s for the fault %s, but got %s"
              .formatted(String.join(", ", fault.operations()), fault, operation.get()));
    }
    if (fault.operations().isEmpty() && operation.filter(Fault.WEB_SOCKET::equals).isPresent()) {
      throw new IllegalArgumentException(
          "operation: the fault %s applies to requests, not to %s"
              .formatted(fault, Fault.WEB_SOCKET));
    }
    if (after < 0) {
      throw new IllegalArgumentException("after: expected a number from 0, but got " + after);
    }
    if (times < 1) {
      throw new IllegalArgumentException("times: expected a number from 1, but got " + times);
    }
    if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
      throw new IllegalArgumentException(
          "delay: expected a duration from PT0S to %s, but got %s".formatted(MAX_DELAY, delay));
    }
    if (fault.shape() == Shape.SILENCE && !delay.isZero()) {
      throw new IllegalArgumentException(
          "delay: %s never answers, so no answer can be delayed by %s".formatted(fault, delay));
    }
  }

  /** Arms a fault once, for the next request to which it can apply, with its default delay. */
  public static ArmedFault of(Fault fault) {
    return new ArmedFault(fault, Optional.empty(), Optional.empty(), 0, 1, fault.defaultDelay());
  }

  /**
   * Limits the fault to one operation.
   *
   * @param operationId for example {@code placeOrders}
   * @return a copy
   * @throws IllegalArgumentException if the fault cannot apply to the operation
   */
  public ArmedFault on(String operationId) {
    return new ArmedFault(fault, Optional.of(operationId), account, after, times, delay);
  }

  /**
   * Limits the fault to requests that concern one account.
   *
   * @param id the account
   * @return a copy
   */
  public ArmedFault account(String id) {
    return new ArmedFault(fault, operation, Optional.of(id), after, times, delay);
  }

  /**
   * Spares some requests first: with {@code on("answerQuestion").after(1)} the second answer fails.
   * Only requests to which the fault would apply are counted.
   *
   * @param number how many
   * @return a copy
   * @throws IllegalArgumentException if it is negative
   */
  public ArmedFault after(int number) {
    return new ArmedFault(fault, operation, account, number, times, delay);
  }

  /**
   * Applies the fault to several requests.
   *
   * @param number how many
   * @return a copy
   * @throws IllegalArgumentException if it is less than one
   */
  public ArmedFault times(int number) {
    return new ArmedFault(fault, operation, account, after, number, delay);
  }

  /**
   * Delays the answer.
   *
   * @param wait how long, in real time
   * @return a copy
   * @throws IllegalArgumentException if it is negative, or the fault sends no answer
   */
  public ArmedFault delay(Duration wait) {
    return new ArmedFault(fault, operation, account, after, times, wait);
  }

  /** Returns whether the answer is delivered completely and without a delay. */
  public boolean isDeliveredNormally() {
    return fault.shape() == Shape.WHOLE && delay.isZero();
  }

  /**
   * Returns whether the fault applies to a request. Its moment is not checked.
   *
   * @param calledOperation the operation that the request calls
   * @param concernedAccount the account that the request concerns
   */
  public boolean appliesTo(String calledOperation, String concernedAccount) {
    return operation.map(calledOperation::equals).orElseGet(() -> canApplyTo(calledOperation))
        && account.map(concernedAccount::equals).orElse(true);
  }

  private boolean canApplyTo(String calledOperation) {
    return fault.operations().isEmpty() || fault.operations().contains(calledOperation);
  }
}
