package io.github.cpapi.conformance.drift.compare;

import io.github.cpapi.conformance.drift.Direction;
import io.github.cpapi.conformance.drift.Severity;
import io.github.cpapi.contract.Operation;

/**
 * The message that is compared.
 *
 * @param operation the operationId, or method and path
 * @param covered whether the contract has the operation
 * @param order whether it creates, changes, confirms or cancels an order
 * @param direction who sends the message
 * @param status of an answer, empty for a request
 */
record Context(
    String operation, boolean covered, boolean order, Direction direction, String status) {

  /** An operation of the contract. */
  static Context of(Operation operation) {
    return new Context(operation.id(), true, !operation.readsOnly(), Direction.NONE, "");
  }

  /** Something that the contract lacks, or all operations together. */
  static Context other(String name, boolean covered) {
    return new Context(name, covered, false, Direction.NONE, "");
  }

  boolean request() {
    return direction == Direction.REQUEST;
  }

  private boolean success() {
    return status.isEmpty() || status.startsWith("2") || status.equals("default");
  }

  /** The severity of a change that breaks this message. */
  Severity broken() {
    if (!covered) {
      return Severity.BLIND_SPOT;
    }
    return order && success() ? Severity.ORDERS_AT_RISK : Severity.CLIENT_BREAKS;
  }

  /** The severity of a change that breaks requests and is harmless in answers. */
  Severity brokenRequest() {
    return request() ? broken() : Severity.TEXT_ONLY;
  }

  /** The severity of a change that breaks answers and is harmless in requests. */
  Severity brokenAnswer() {
    return request() ? Severity.TEXT_ONLY : broken();
  }

  Context at(Direction other, String answer) {
    return new Context(operation, covered, order, other, answer);
  }
}
