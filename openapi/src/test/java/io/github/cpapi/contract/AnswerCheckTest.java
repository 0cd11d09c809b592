package io.github.cpapi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.SpecValidator.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The comparison of an answer with the contract")
class AnswerCheckTest {

  private static final String JSON = "application/json;charset=utf-8";
  private static final String ACKNOWLEDGED =
      "[{\"order_id\":\"1\",\"order_status\":\"Submitted\",\"encrypt_message\":\"1\"}]";

  private static final Spec SPEC = Spec.load();
  private static final AnswerCheck CHECK = new AnswerCheck(SPEC);

  private static String contentType(JsonNode headers) {
    return headers.properties().stream()
        .filter(header -> header.getKey().equalsIgnoreCase("content-type"))
        .map(header -> header.getValue().asText())
        .findFirst()
        .orElse("");
  }

  private static List<Problem> differences(String operation, String body) {
    return CHECK.differences(SPEC.operation(operation), 200, JSON, body);
  }

  @Test
  @DisplayName("finds nothing in the recorded answers, except a misspelling on IBKR's page")
  void recordingsConform() {
    Map<String, List<Problem>> found = new TreeMap<>();
    for (Recording recording : Recordings.load().all()) {
      JsonNode answer = recording.stub().path("response");
      String body =
          answer.has("body")
              ? answer.path("body").asText()
              : recording.responseBody().map(JsonNode::toString).orElse("");
      List<Problem> differences =
          CHECK.differences(
              SPEC.operation(recording.operation()),
              recording.status(),
              contentType(answer.path("headers")),
              body);
      if (!differences.isEmpty()) {
        found.put(recording.name(), differences);
      }
    }

    assertThat(found).containsOnlyKeys("session/accounts-documented");
    assertThat(found.get("session/accounts-documented"))
        .extracting(Problem::pointer)
        .containsExactly("/acctProps/DU1234567/noFxConv");
  }

  @Test
  @DisplayName("names a member that the fitting branch of a union lacks, and its place")
  void unknownMember() {
    List<Problem> found =
        differences("placeOrders", ACKNOWLEDGED.replace("}", ",\"novelty\":{\"a\":1}}"));

    assertThat(found).extracting(Problem::pointer).containsExactly("/0/novelty");
    assertThat(found).extracting(Problem::keyword).containsExactly("unknownMember");
  }

  @Test
  @DisplayName("names a value that a vocabulary lacks, within a union, and nothing else")
  void unknownValue() {
    List<Problem> found =
        differences("placeOrders", ACKNOWLEDGED.replace("Submitted", "Teleported"));

    assertThat(found).extracting(Problem::pointer).containsExactly("/0/order_status");
    assertThat(found).extracting(Problem::keyword).containsExactly("enum");
  }

  @Test
  @DisplayName("names the member with a wrong type, by the branch that fits best")
  void wrongType() {
    List<Problem> found =
        differences("placeOrders", ACKNOWLEDGED.replace("\"1\",\"order_s", "1,\"order_s"));

    assertThat(found).extracting(Problem::pointer).containsExactly("/0/order_id");
    assertThat(found).extracting(Problem::keyword).containsExactly("type");
  }

  @Test
  @DisplayName("accepts any member of an object that the contract leaves open")
  void openObjects() {
    String tickle =
        "{\"session\":\"x\",\"hmds\":{\"anything\":1},\"iserver\":{\"authStatus\":{\"authenticated\":true,\"competing\":false,\"connected\":true}}}";

    assertThat(differences("tickle", tickle)).isEmpty();
    assertThat(differences("tickle", tickle.replace("\"hmds\"", "\"hdms\"")))
        .extracting(Problem::pointer)
        .containsExactly("/hdms");
  }

  @Test
  @DisplayName("names an undeclared media type, status and empty body")
  void envelope() {
    Operation tickle = SPEC.operation("tickle");

    assertThat(CHECK.differences(tickle, 200, "text/html", "<p>"))
        .extracting(Problem::keyword)
        .containsExactly("mediaType", "body");
    assertThat(CHECK.differences(tickle, 418, JSON, "{}"))
        .extracting(Problem::keyword)
        .containsExactly("status");
    assertThat(CHECK.differences(tickle, 200, JSON, ""))
        .extracting(Problem::keyword)
        .containsExactly("body");
    assertThat(CHECK.differences(tickle, 404, "text/plain", "Access Denied")).isEmpty();
    assertThat(CHECK.differences(SPEC.operation("logout"), 200, "", "{\"status\":true}")).isEmpty();
  }
}
