package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("A submission of several tickets")
@ExtendWith(OwnAccount.class)
class BracketTest {

  private static final String PARENT = Caller.FAR_LIMIT + ",\"cOID\":\"Parent\"";
  private static final String CHILD =
      "\"conid\":265598,\"orderType\":\"LMT\",\"side\":\"SELL\",\"quantity\":1,\"price\":199,"
          + "\"tif\":\"GTC\",\"parentId\":\"Parent\"";
  private static final String STOP =
      "\"conid\":265598,\"orderType\":\"STP\",\"side\":\"SELL\",\"quantity\":1,\"price\":0.5,"
          + "\"tif\":\"GTC\",\"parentId\":\"Parent\"";

  @Test
  @DisplayName("is answered with a row for each leg, children first, each with its own ids (Q4)")
  void rows(Caller caller) {
    JsonNode rows = caller.confirm(caller.placeAll(PARENT, CHILD, STOP)).json();

    assertThat(rows).hasSize(3);
    assertThat(rows.at("/2/local_order_id").asText()).isEqualTo("Parent");
    assertThat(rows.get(2).has("parent_order_id")).isFalse();
    assertThat(List.of(rows.get(0), rows.get(1)))
        .extracting(row -> row.path("parent_order_id").asText())
        .containsOnly(rows.at("/2/order_id").asText());
  }

  @Test
  @DisplayName(
      "is asked each question once, one at a time, about the first leg it applies to (Q97)")
  void oneChain(Caller caller) {
    Exchange first = caller.placeAll(PARENT, CHILD);
    Exchange second = caller.reply(first.replyId(), true);
    Exchange third = caller.reply(second.replyId(), true);
    Exchange acknowledged = caller.reply(third.replyId(), true);

    assertThat(List.of(first.messageId(), second.messageId(), third.messageId()))
        .containsExactly("o163", "o354", "o10153");
    assertThat(first.json()).hasSize(1);
    assertThat(first.json().at("/0/message/0").asText()).contains("BUY 1 AAPL");
    assertThat(acknowledged.recording()).isEqualTo("replies/acknowledged-bracket");
  }

  @Test
  @DisplayName("is listed with parentId, a number, and ocaGroupId, the parent's bare id (Q58)")
  void links(Caller caller) {
    caller.confirm(caller.placeAll(PARENT, CHILD));

    List<JsonNode> rows = caller.rows();

    assertThat(rows.get(0).has("parentId")).isFalse();
    assertThat(rows.get(1).path("parentId").isIntegralNumber()).isTrue();
    assertThat(rows.get(1).path("parentId")).isEqualTo(rows.get(0).path("orderId"));
    assertThat(rows.get(1).path("ocaGroupId").textValue())
        .isEqualTo(rows.get(0).path("orderId").asText());
    assertThat(rows.get(1).path("status").asText()).isEqualTo("PreSubmitted");
    assertThat(caller.status(rows.get(1).path("orderId").asText()).json().path("parent_order_id"))
        .isEqualTo(rows.get(0).path("orderId"));
  }

  @Test
  @DisplayName("that is a group is listed with its own ocaGroupId (Q58)")
  void group(Caller caller) {
    String leg = Caller.FAR_LIMIT + ",\"isSingleGroup\":true";
    caller.confirm(caller.placeAll(leg, leg));

    List<JsonNode> rows = caller.rows();

    assertThat(rows)
        .extracting(row -> row.path("ocaGroupId").asText())
        .containsOnly("oco-" + rows.get(0).path("orderId").asText());
    assertThat(rows.get(0).has("parentId")).isFalse();
  }

  @Test
  @DisplayName(
      "with a child whose parent is unknown fails it, and leaves the parent Inactive (Q5, Q7)")
  void unknownParent(Caller caller) {
    Exchange answer = caller.placeAll(PARENT, CHILD.replace("Parent", "Nobody"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/0/order_id").asText()).isEqualTo("-1");
    assertThat(answer.json().at("/0/order_status").asText()).isEqualTo("Failed");
    assertThat(answer.json().at("/0/text").asText())
        .isEqualTo("Order couldn't be submitted: Parent order ID=Nobody isn't recognized.");
    assertThat(answer.json().at("/1/order_status").asText()).isEqualTo("Inactive");
    String parent = answer.json().at("/1/order_id").asText();
    assertThat(caller.status(parent).status()).isEqualTo(404);
    assertThat(caller.cancel(parent).json().path("error").asText()).isEqualTo("Order is inactive");
  }

  @Test
  @DisplayName("with a refused child has the text of the refusal in the child's row (Q5)")
  void refusedChild(Caller caller) {
    String wrongStop = STOP.replace("\"price\"", "\"auxPrice\"");

    Exchange answer = caller.placeAll(PARENT, wrongStop);

    assertThat(answer.json().at("/0/order_id").asText()).isEqualTo("-1");
    assertThat(answer.json().at("/0/text").asText()).contains("Invalid order price fields");
    assertThat(answer.json().at("/1/local_order_id").asText()).isEqualTo("Parent");
  }

  @Test
  @DisplayName("with a child of an unknown contract is refused as a whole")
  void unknownContract(Caller caller) {
    Exchange answer = caller.placeAll(PARENT, CHILD.replace("265598", "999999999"));

    assertThat(answer.recording()).isEqualTo("orders/refused-unknown-contract");
    assertThat(caller.rows()).isEmpty();
  }

  @Test
  @DisplayName("accepts a child on another instrument")
  void otherInstrument(Caller caller) {
    Exchange answer = caller.confirm(caller.placeAll(PARENT, CHILD.replace("265598", "756733")));

    assertThat(answer.json()).hasSize(2);
  }

  @Test
  @DisplayName("is forgotten as a whole when a question is declined (Q35)")
  void declined(Caller caller) {
    caller.reply(caller.placeAll(PARENT, CHILD).replyId(), false);

    assertThat(caller.rows()).isEmpty();
  }

  @Test
  @DisplayName("accepts a later child of an open parent, and refuses one of a done parent")
  void laterChild(Caller caller) {
    caller.placeAndConfirm(Caller.MARKET + ",\"cOID\":\"Done\"");
    caller.placeAndConfirm(PARENT);

    Exchange taken = caller.placeAndConfirm(CHILD);
    Exchange refused = caller.place(CHILD.replace("Parent", "Done"));

    assertThat(taken.json().at("/0/parent_order_id").asText())
        .isEqualTo(caller.rows().get(1).path("orderId").asText());
    assertThat(refused.json().at("/0/text").asText()).endsWith("is no more existed");
  }

  @Test
  @DisplayName("with a duplicate cOID is refused as a whole (Q17)")
  void sameName(Caller caller) {
    Exchange answer = caller.placeAll(PARENT, PARENT);

    assertThat(answer.recording()).isEqualTo("orders/refused-duplicate-client-order-id");
    assertThat(caller.rows()).isEmpty();
  }
}
