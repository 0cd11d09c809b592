package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Remark;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.simulation.MockClock;
import io.github.cpapi.mock.simulation.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An operation that only reads needs the spec and its recordings, and nothing else:")
class NewOperationTest {

  private static final String PATHS =
      """
      paths:
        /portfolio/{accountId}/allocation:
          get:
            operationId: getAllocation
            tags: [session]
            x-retry: safe
            parameters:
              - {name: model, in: query, required: true, schema: {type: string}}
              - {name: by, in: query, schema: {type: string}}
        /pa/allocation:
          post:
            operationId: findAllocations
            tags: [session]
            x-retry: safe
        /pa/rebalance:
          post:
            operationId: rebalance
            tags: [session]
            x-retry: never
      """;

  @TempDir Path folder;

  private Simulation simulation;

  @BeforeEach
  void start() throws IOException {
    String spec = Files.readString(Path.of("../openapi/spec/cpapi.yaml"));
    Spec extended =
        Spec.read(
            Files.writeString(
                folder.resolve("cpapi.yaml"), spec.replaceFirst("(?m)^paths:\n", PATHS)));
    record("whole", "getAllocation", "GET", query("model", "A"), 200, "[\"DU1234567\", \"whole\"]");
    record(
        "by-sector",
        "getAllocation",
        "GET",
        query("model", "A") + "," + query("by", "sector"),
        200,
        "[\"by sector\"]");
    record("closed", "getAllocation", "GET", query("model", "Z"), 404, "{\"error\": \"closed\"}");
    record("unauthorized", "getAllocation", "GET", query("model", "Z"), 401, "null");
    record(
        "posted",
        "findAllocations",
        "POST",
        "\"accounts\": [\"DU1234567\"], \"period\": \"1D\"",
        200,
        "[\"posted\"]");
    record("rebalanced", "rebalance", "POST", "\"model\": \"A\"", 200, "[\"rebalanced\"]");
    Simulation.Setup setup =
        new Simulation.Setup(
            Scenario.named(Scenario.FRESH_PAPER_ACCOUNT),
            List.of("DU7654321", "DU0000000"),
            1,
            false);
    simulation =
        new Simulation(
            extended,
            Recordings.load().with(folder, extended),
            setup,
            new MockClock(Clock.systemUTC()),
            () -> {});
  }

  @Test
  @DisplayName("the recording with the request's parameters is played, with the caller's account")
  void sameParameters() {
    Answer answer = get("DU0000000", Map.of("model", "A"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("[\"DU0000000\",\"whole\"]");
    assertThat(answer.recordings()).containsExactly("session/whole");
    assertThat(answer.remarks()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "model=A;by=sector        | session/by-sector |",
        "model=A;page=0           | session/whole     | the recording has the same accountId, model, and was recorded without page=0",
        "model=A;by=sector;page=0 | session/by-sector | the recording has the same accountId, model, by, and was recorded without page=0",
        "model=A;by=country       | session/whole     | the recording has the same accountId, model, and was recorded without by=country",
        "model=Z                  | session/closed    |",
      })
  @DisplayName("otherwise the best fit is played, and the remark names the parameters that differ")
  void bestFit(String query, String recording, String why) {
    Answer answer =
        get(
            "DU0000000",
            List.of(query.split(";")).stream()
                .map(parameter -> parameter.split("="))
                .collect(Collectors.toMap(words -> words[0], words -> words[1])));

    assertThat(answer.recordings()).containsExactly(recording);
    assertThat(why(answer)).isEqualTo(why == null ? "" : why);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "DU0000000 | model=B        | not supported: getAllocation with accountId=DU0000000, model=B; only with accountId=DU0000000, model=A",
        "DU0000000 | model=Z;page=0 | not supported: getAllocation with accountId=DU0000000, model=Z, page=0; only ",
        "DU0000000 | by=sector      | not supported: getAllocation without model; how it is refused is not recorded",
        "U1234567  | model=A        | not supported: getAllocation of the account U1234567; the accounts of this mock are DU7654321, DU0000000",
      })
  @DisplayName("if none fits, the answer is 501, and the remark lists what is recorded")
  void noneFits(String account, String query, String why) {
    Map<String, String> parameters = new TreeMap<>();
    for (String parameter : query.split(";")) {
      parameters.put(parameter.split("=")[0], parameter.split("=")[1]);
    }

    Answer answer = get(account, parameters);

    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.body()).isNull();
    assertThat(why(answer)).startsWith(why);
  }

  @Test
  @DisplayName("a body is compared member by member, with the caller's account")
  void body() {
    Answer same =
        simulation
            .gateway()
            .answer(
                "POST",
                "/v1/api/pa/allocation",
                Map.of(),
                "{\"period\":\"1D\",\"accounts\":[\"DU7654321\"]}");
    Answer another =
        simulation
            .gateway()
            .answer("POST", "/v1/api/pa/allocation", Map.of(), "{\"period\":\"7D\"}");

    assertThat(same.recordings()).containsExactly("session/posted");
    assertThat(same.remarks()).isEmpty();
    assertThat(another.status()).isEqualTo(501);
  }

  @Test
  @DisplayName("an operation that must not be sent twice never plays a recording by default")
  void unsafe() {
    Answer answer =
        simulation.gateway().answer("POST", "/v1/api/pa/rebalance", Map.of(), "{\"model\":\"A\"}");

    assertThat(answer.status()).isEqualTo(501);
    assertThat(why(answer)).isEqualTo("not supported: operation rebalance");
  }

  private Answer get(String account, Map<String, String> query) {
    return simulation
        .gateway()
        .answer("GET", "/v1/api/portfolio/%s/allocation".formatted(account), query, "");
  }

  private static String why(Answer answer) {
    return answer.remarks().stream().map(Remark::text).collect(Collectors.joining("; "));
  }

  private static String query(String name, String value) {
    return "\"%s\": {\"equalTo\": \"%s\"}".formatted(name, value);
  }

  private void record(
      String name, String operation, String method, String parameters, int status, String body)
      throws IOException {
    String path =
        switch (operation) {
          case "getAllocation" -> "/v1/api/portfolio/DU1234567/allocation";
          case "findAllocations" -> "/v1/api/pa/allocation";
          default -> "/v1/api/pa/rebalance";
        };
    String sent =
        method.equals("GET")
            ? "\"queryParameters\": {%s}".formatted(parameters)
            : "\"bodyPatterns\": [{\"equalToJson\": {%s}}]".formatted(parameters);
    Files.createDirectories(folder.resolve("session"));
    Files.writeString(
        folder.resolve("session").resolve(name + ".json"),
        """
        {
          "request": {"method": "%s", "urlPath": "%s", %s},
          "response": {"status": %d%s},
          "metadata": {"operation": "%s", "provenance": "constructed"}
        }
        """
            .formatted(
                method,
                path,
                sent,
                status,
                body.equals("null") ? "" : ", \"jsonBody\": " + body,
                operation));
  }
}
