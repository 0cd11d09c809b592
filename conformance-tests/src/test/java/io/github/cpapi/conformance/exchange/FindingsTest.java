package io.github.cpapi.conformance.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.cpapi.conformance.gateway.Operations;
import io.github.cpapi.conformance.result.Finding;
import io.github.cpapi.conformance.result.Finding.Grade;
import java.util.List;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The findings about an answer")
class FindingsTest {

  private static final String QUESTION =
      "[{\"id\":\"1\",\"message\":[\"%s\"],\"isSuppressed\":false,\"messageIds\":[\"%s\"],\"messageOptions\":[\"Yes\",\"No\"]}]";
  private static final String NO_MARKET_DATA =
      "You are submitting an order without market data. We strongly recommend against this as it"
          + " may result in erroneous and unexpected trades.\\nAre you sure you want to submit this order?";
  private static final String ACKNOWLEDGED =
      "[{\"order_id\":\"1\",\"order_status\":\"Submitted\",\"encrypt_message\":\"1\"}]";

  private static List<Finding> reply(String body) {
    return findings("/iserver/reply/1", 200, "application/json", body);
  }

  private static List<Finding> findings(String path, int status, String type, String body) {
    Request request =
        new Request.Builder()
            .url("https://localhost/v1/api" + path)
            .post(RequestBody.create(new byte[0]))
            .build();
    return Findings.of("RPL-01", request, Operations.of(request), status, type, body);
  }

  @Test
  @DisplayName("are none if the question and its text are known")
  void knownQuestion() {
    assertThat(reply(QUESTION.formatted(NO_MARKET_DATA, "o354"))).isEmpty();
  }

  @Test
  @DisplayName("name a question that the contract does not list")
  void unknownQuestion() {
    assertThat(reply(QUESTION.formatted("Really?", "o999")))
        .extracting(Finding::grade, Finding::pointer)
        .containsExactly(tuple(Grade.NEW_VALUE, "/0/messageIds/0"));
  }

  @Test
  @DisplayName("name another text of a known question")
  void unknownText() {
    assertThat(reply(QUESTION.formatted("Sell everything?", "o354")))
        .extracting(Finding::grade, Finding::pointer)
        .containsExactly(tuple(Grade.NEW_VALUE, "/0/message/0"));
  }

  @Test
  @DisplayName("are graded: contradiction, unknown member, new value, unknown media type")
  void grades() {
    assertThat(reply(ACKNOWLEDGED)).isEmpty();
    assertThat(reply(ACKNOWLEDGED.replace("\"1\",\"order_s", "1,\"order_s")))
        .extracting(Finding::grade)
        .containsExactly(Grade.CONTRADICTS);
    assertThat(reply(ACKNOWLEDGED.replace("}", ",\"novelty\":1}")))
        .extracting(Finding::grade)
        .containsExactly(Grade.UNKNOWN);
    assertThat(reply(ACKNOWLEDGED.replace("Submitted", "Teleported")))
        .extracting(Finding::grade)
        .containsExactly(Grade.NEW_VALUE);
    assertThat(findings("/iserver/reply/1", 200, "text/plain", ACKNOWLEDGED))
        .extracting(Finding::grade)
        .containsExactly(Grade.UNKNOWN);
  }

  @Test
  @DisplayName("are none for an unknown path that is answered as the contract says")
  void unknownPath() {
    assertThat(findings("/nowhere", 404, "text/html; charset=utf-8", "<html>")).isEmpty();
    assertThat(findings("/nowhere", 200, "application/json", "{}"))
        .extracting(Finding::grade)
        .containsExactly(Grade.UNKNOWN);
  }
}
