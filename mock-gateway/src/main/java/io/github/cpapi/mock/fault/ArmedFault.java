package io.github.cpapi.mock.fault;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Duration;
import java.util.Optional;

/**
 * A fault that waits for its request: the next one to match, unless it is to spare some. Immutable:
 * each method returns a changed copy.
 *
 * @param fault what will go wrong
 * @param operation the operationId that the request has to call; nothing for any operation that the
 *     fault can befall
 * @param account the account that the request has to be about; nothing for any
 * @param after how many such requests go well first
 * @param times how many requests it befalls, each once
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
   * Checks what can be checked without knowing the spec and the accounts.
   *
   * @throws IllegalArgumentException if the fault cannot befall the operation, after is negative,
   *     times is less than one, the delay is negative or more than a day, or nothing comes that
   *     could be delayed
   */
  public ArmedFault {
    if (operation.isPresent()
        && !fault.operations().isEmpty()
        && !fault.operations().contains(operation.get())) {
      throw new IllegalArgumentException(
          "operation: %s cannot befall %s; legal are %s"
              .formatted(fault, operation.get(), String.join(", ", fault.operations())));
    }
    if (after < 0) {
      throw new IllegalArgumentException("after: a number from 0, not " + after);
    }
    if (times < 1) {
      throw new IllegalArgumentException("times: a number from 1, not " + times);
    }
    if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
      throw new IllegalArgumentException(
          "delay: a duration from PT0S to %s, not %s".formatted(MAX_DELAY, delay));
    }
    if (fault.shape() == Shape.SILENCE && !delay.isZero()) {
      throw new IllegalArgumentException(
          "delay: %s never answers, so that nothing can come after %s".formatted(fault, delay));
    }
  }

  /**
   * Arms a fault for the next request that it can befall.
   *
   * @param fault what will go wrong
   * @return the armed fault, once, with its usual delay
   */
  public static ArmedFault of(Fault fault) {
    return new ArmedFault(fault, Optional.empty(), Optional.empty(), 0, 1, fault.defaultDelay());
  }

  /**
   * Waits for a call of one operation.
   *
   * @param operationId for example {@code placeOrders}
   * @return a copy
   * @throws IllegalArgumentException if the fault cannot befall the operation
   */
  public ArmedFault on(String operationId) {
    return new ArmedFault(fault, Optional.of(operationId), account, after, times, delay);
  }

  /**
   * Waits for a request about one account.
   *
   * @param id the account
   * @return a copy
   */
  public ArmedFault account(String id) {
    return new ArmedFault(fault, operation, Optional.of(id), after, times, delay);
  }

  /**
   * Lets requests go well first: with {@code on("answerQuestion").after(1)} it is the second answer
   * that goes wrong. Only those count that the fault would have befallen.
   *
   * @param number how many
   * @return a copy
   * @throws IllegalArgumentException if it is negative
   */
  public ArmedFault after(int number) {
    return new ArmedFault(fault, operation, account, number, times, delay);
  }

  /**
   * Befalls several requests.
   *
   * @param number how many
   * @return a copy
   * @throws IllegalArgumentException if it is less than one
   */
  public ArmedFault times(int number) {
    return new ArmedFault(fault, operation, account, after, number, delay);
  }

  /**
   * Lets the answer take its time.
   *
   * @param wait how long, in real time
   * @return a copy
   * @throws IllegalArgumentException if it is negative, or no answer comes
   */
  public ArmedFault delay(Duration wait) {
    return new ArmedFault(fault, operation, account, after, times, wait);
  }

  /**
   * Tells whether the answer comes over the wire as if nothing were wrong.
   *
   * @return whether it comes whole and at once
   */
  public boolean isDeliveredNormally() {
    return fault.shape() == Shape.WHOLE && delay.isZero();
  }

  /**
   * Tells whether the fault is for a request.
   *
   * @param calledOperation the operation that the request calls
   * @param concernedAccount the account that it is about
   * @return whether both fit; what the fault waits for beside that is not looked at
   */
  public boolean appliesTo(String calledOperation, String concernedAccount) {
    return operation.map(calledOperation::equals).orElseGet(() -> canBefall(calledOperation))
        && account.map(concernedAccount::equals).orElse(true);
  }

  private boolean canBefall(String calledOperation) {
    return fault.operations().isEmpty() || fault.operations().contains(calledOperation);
  }
}
