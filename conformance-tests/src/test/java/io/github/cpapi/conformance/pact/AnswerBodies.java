package io.github.cpapi.conformance.pact;

import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonArray;
import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonBody;

import au.com.dius.pact.consumer.dsl.DslPart;
import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import java.util.function.Consumer;

/**
 * Exactly the members that the client reads in each kind of answer to an order or a reply. A
 * gateway that omits one of them breaks the pact.
 */
final class AnswerBodies {

  private AnswerBodies() {}

  static DslPart question() {
    return rowOf(
        row ->
            row.stringType("id", "a-reply-id")
                .array("message", message -> message.stringType("Are you sure?"))
                .array("messageIds", ids -> ids.stringType("o163")));
  }

  static DslPart acknowledgement() {
    return rowOf(AnswerBodies::acknowledge);
  }

  /** The same without the array around it (Q31). */
  static DslPart bareAcknowledgement() {
    return newJsonBody(AnswerBodies::acknowledge).build();
  }

  static DslPart failure() {
    return rowOf(
        row ->
            row.stringValue("order_id", "-1")
                .stringType("order_status", "Failed")
                .stringType("text", "The exchange is closed."));
  }

  static DslPart refusal() {
    return newJsonBody(AnswerBodies::refuse).build();
  }

  /** An error object as a row of the array. */
  static DslPart refusedRow() {
    return rowOf(AnswerBodies::refuse);
  }

  /** The client recognises a discarded order only by this text. */
  static DslPart notConfirmed() {
    return newJsonBody(body -> body.stringValue("error", "Order not confirmed ")).build();
  }

  static DslPart prompt() {
    return newJsonBody(
            body ->
                body.integerType("orderId", 123456789)
                    .stringType("reqId", "1")
                    .stringType("text", "Use it?")
                    .stringType("messageId", "p12")
                    .booleanValue("prompt", true)
                    .array(
                        "options",
                        options ->
                            options
                                .stringType("Use on this order")
                                .stringType("Always use")
                                .stringType("Do not use")))
        .build();
  }

  private static DslPart rowOf(Consumer<LambdaDslObject> members) {
    return newJsonArray(rows -> rows.object(members)).build();
  }

  private static void acknowledge(LambdaDslObject members) {
    members
        .stringMatcher("order_id", "\\d+", "1000000001")
        .stringType("order_status", "PendingSubmit");
  }

  private static void refuse(LambdaDslObject members) {
    members.stringType("error", "Invalid order price fields");
  }
}
