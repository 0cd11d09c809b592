package io.github.cpapi.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.Clause;
import io.github.cpapi.conformance.GatewayExtension;
import io.github.cpapi.conformance.GatewayUnderTest;
import io.github.cpapi.conformance.IsolatedGateway;
import io.github.cpapi.conformance.Needs;
import io.github.cpapi.conformance.RawGateway;
import io.github.cpapi.conformance.gateway.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The questions themselves, and what happens to an order when they are answered or suppressed. */
@DisplayName("A question that is asked")
@ExtendWith(GatewayExtension.class)
final class QuestionClauses {

  private static final String SUPPRESS = "/iserver/questions/suppress";

  /** Places a far limit, confirms everything and cancels it. */
  private static JsonNode placeAndCancel(Orders orders) {
    JsonNode answer = orders.confirmAll(orders.placeFarLimit());
    orders.cancel(answer.at("/0/order_id").asText());
    return answer;
  }

  @Test
  @Clause("RPL-08")
  @Needs({Capability.FRESH_ACCOUNT, Capability.FILLS, Capability.UNSAFE_ORDERS})
  @DisplayName("about an amount of money at the market is one of five")
  void amountOfMoney(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode answer =
        orders.confirmAll(
            orders.place(
                "{'orders':[{'conid':265598,'orderType':'MKT','side':'BUY','tif':'DAY','cashQty':100,'cOID':'%s'}]}"
                    .formatted(orders.newName())));

    assertThat(orders.asked())
        .extracting(question -> question.at("/messageIds/0").asText())
        .containsExactly("o354", "o10151", "o10153", "o10164", "o10223");
    assertThat(answer.at("/0/order_id").isTextual()).as("/0/order_id is a string").isTrue();
  }

  @Test
  @Clause("RPL-09")
  @Needs(Capability.ORDERS)
  @DisplayName("has its text as the only element of an array")
  void textInAnArray(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    RawGateway.Answer first = orders.placeFarLimit();
    orders.questionId(first);

    orders.cancel(orders.acknowledgement(first).path("order_id").asText());

    assertThat(orders.asked())
        .isNotEmpty()
        .allSatisfy(question -> assertThat(question.path("message")).as("message").hasSize(1))
        .allSatisfy(
            question ->
                assertThat(question.at("/message/0").isTextual())
                    .as("/message/0 is a string")
                    .isTrue())
        .allSatisfy(
            question ->
                assertThat(question.path("isSuppressed").isBoolean())
                    .as("isSuppressed is a boolean")
                    .isTrue());
  }

  @Test
  @Clause("RPL-10")
  @Needs(Capability.ORDERS)
  @DisplayName("as a dialog is written in HTML and can be suppressed")
  void dialog(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    placeAndCancel(orders);

    JsonNode dialog = orders.askedAs("o10153");

    assertThat(dialog.at("/message/0").asText()).as("/message/0").contains("<h4>");
    assertThat(dialog.path("isSuppressible").isBoolean())
        .as("isSuppressible is a boolean")
        .isTrue();
    assertThat(dialog.path("defaultSuppressionOption").asText())
        .as("defaultSuppressionOption")
        .isNotBlank();
  }

  @Test
  @Clause("RPL-11")
  @Needs(Capability.ORDERS)
  @DisplayName("as a dialog has its affirmative option last, and true still chooses it")
  void affirmativeIsLast(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    JsonNode answer = placeAndCancel(orders);

    JsonNode options = orders.askedAs("o10153").path("messageOptions");

    assertThat(options.path(0).asText()).isEqualTo("Decline");
    assertThat(options.path(1).asText()).isEqualTo("Accept and Continue");
    assertThat(answer.at("/0/order_id").isTextual()).as("/0/order_id is a string").isTrue();
  }

  @Test
  @Clause("RPL-12")
  @Needs(Capability.ORDERS)
  @DisplayName("that was the last one is followed by the acknowledgement in an array")
  void lastAnswer(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    JsonNode answer = placeAndCancel(orders);
    Assumptions.assumeFalse(orders.asked().isEmpty(), "the gateway asked no question");

    assertThat(answer.isArray()).as("the answer is an array").isTrue();
    assertThat(answer).hasSize(1);
  }

  @Test
  @Clause("RPL-13")
  @Needs(Capability.ORDERS)
  @DisplayName("answered with false is followed by an error with a space at its end")
  void declined(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String question = orders.questionId(orders.placeFarLimit());

    RawGateway.Answer answer = orders.answer(question, "false");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("error").asText()).as("error").isEqualTo("Order not confirmed ");
  }

  @Test
  @Clause("RPL-14")
  @Needs(Capability.ORDERS)
  @DisplayName("as o163 names the order and the percentage, unlike its published text")
  void wireText(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    placeAndCancel(orders);

    String text = orders.askedAs("o163").at("/message/0").asText();

    assertThat(text.replaceAll("\\s+", " "))
        .contains("The following order \"BUY 1 AAPL")
        .containsPattern("Percentage constraint of [0-9.]+%");
  }

  @Test
  @Clause("RPL-15")
  @Needs(Capability.ORDERS)
  @DisplayName("as o10153 is about the price cap")
  void contestedId(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    placeAndCancel(orders);

    assertThat(orders.askedAs("o10153").at("/message/0").asText())
        .contains("Confirm Mandatory Cap Price");
  }

  @Test
  @Clause("RPL-16")
  @Needs(Capability.ORDERS)
  @DisplayName("comes alone, also for several orders")
  void oneAtATime(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String parent = orders.newName();

    RawGateway.Answer asked =
        orders.place(
            ("{'orders':[{'conid':265598,'orderType':'LMT','side':'BUY','price':1.00,'tif':'DAY','quantity':1,'cOID':'%s'},"
                    + "{'conid':265598,'orderType':'LMT','side':'SELL','price':5000,'tif':'DAY','quantity':1,'parentId':'%s'}]}")
                .formatted(parent, parent));
    String question = orders.questionId(asked);

    assertThat(asked.json()).hasSize(1);
    orders.answer(question, "false");
  }

  @Test
  @Clause("RPL-17")
  @Needs(Capability.OPEN_QUESTIONS)
  @DisplayName("stays open while the program reads and keeps the session alive")
  void readsDoNoHarm(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);
    String question = orders.questionId(orders.placeFarLimit());
    gateway.raw().post("/tickle", "");
    gateway.raw().get("/iserver/accounts");
    gateway.raw().get(orders.livePath());

    RawGateway.Answer answer = orders.answer(question, "false");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("error").asText()).as("error").contains("not confirmed");
  }

  @Test
  @Clause("RPL-18")
  @Needs(Capability.ORDERS)
  @DisplayName("about a stop is o10331 on a paper account")
  void stopOnPaper(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode row =
        orders.acknowledgement(
            orders.placeOne("'orderType':'STP','side':'SELL','price':1.00,'tif':'DAY'"));

    orders.cancel(row.path("order_id").asText());
    List<String> stops =
        orders.asked().stream()
            .map(question -> question.at("/messageIds/0").asText())
            .filter(Set.of("o10331", "o10152")::contains)
            .toList();
    Assumptions.assumeFalse(stops.isEmpty(), "the gateway asked nothing about the stop");

    assertThat(stops).containsExactly("o10331");
  }

  @Test
  @Clause("PRM-02")
  @IsolatedGateway("price-management-prompt")
  @DisplayName("as a prompt is an object with the order's id as a number, and options")
  void promptShape(GatewayUnderTest gateway) {
    Orders orders = new Orders(gateway);

    JsonNode prompt = orders.confirmAll(orders.placeFarLimit());

    assertThat(prompt.isObject()).as("the answer is an object").isTrue();
    assertThat(prompt.path("orderId").isNumber()).as("orderId is a number").isTrue();
    assertThat(prompt.path("reqId").isTextual()).as("reqId is a string").isTrue();
    assertThat(prompt.path("options")).as("options").isNotEmpty();
    assertThat(prompt.path("prompt").asBoolean()).as("prompt").isTrue();
  }

  @Test
  @Clause("SUP-02")
  @Needs(Capability.SESSION_CHANGES)
  @DisplayName("can be suppressed together with at most 50 others")
  void tooManySuppressed(GatewayUnderTest gateway) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 52; i++) {
      ids.add("'kit" + i + "'");
    }

    RawGateway.Answer tooMany =
        gateway.raw().post(SUPPRESS, "{'messageIds':[" + String.join(",", ids) + "]}");

    assertThat(tooMany.status()).isGreaterThanOrEqualTo(400);
  }

  @Test
  @Clause("SUP-03")
  @IsolatedGateway
  @DisplayName("is not asked while it is suppressed, and is asked again after the reset")
  void suppressedForTheSession(GatewayUnderTest gateway) {
    Orders quiet = new Orders(gateway);
    gateway.raw().post(SUPPRESS, "{'messageIds':['o163','o10153']}");
    placeAndCancel(quiet);
    RawGateway.Answer reset = gateway.raw().post(SUPPRESS + "/reset", "");

    Orders again = new Orders(gateway);
    placeAndCancel(again);

    assertThat(quiet.asked())
        .extracting(question -> question.at("/messageIds/0").asText())
        .contains("o354")
        .doesNotContain("o163", "o10153");
    assertThat(reset.json().path("status").asText()).as("status").isEqualTo("submitted");
    assertThat(again.asked())
        .extracting(question -> question.at("/messageIds/0").asText())
        .contains("o163", "o10153");
  }
}
