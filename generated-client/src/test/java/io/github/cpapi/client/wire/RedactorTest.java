package io.github.cpapi.client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.client.transport.Json;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.generated.model.Accounts;
import io.github.cpapi.generated.model.AuthStatus;
import io.github.cpapi.generated.model.LoginValidation;
import io.github.cpapi.generated.model.Tickle;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Printing")
class RedactorTest {

  private static final Recordings RECORDINGS = Recordings.load();

  static Stream<Arguments> messages() {
    return Stream.of(
        Arguments.of("session/tickle", Tickle.class),
        Arguments.of("session/validate-login", LoginValidation.class),
        Arguments.of("session/auth-status", AuthStatus.class),
        Arguments.of("session/accounts", Accounts.class));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("messages")
  @DisplayName("prints nothing personal of a session message")
  void message(String recording, Class<?> type) throws Exception {
    String body = RECORDINGS.get(recording).responseBody().orElseThrow().toString();

    for (String printed :
        new String[] {Json.mapper().readValue(body, type).toString(), Redactor.redact(body)}) {
      assertThat(printed)
          .doesNotContain("DU1234567")
          .doesNotContain("user1234")
          .doesNotContain("00000000000000000000000000000001")
          .doesNotContain("00:00:00:00:00:00")
          .doesNotContain("127.0.0.1")
          .doesNotContain("100000000");
    }
  }

  @Test
  @DisplayName("prints only the name of a member that the contract does not list")
  void unlisted() throws Exception {
    AuthStatus status =
        Json.mapper()
            .readValue(
                "{\"authenticated\":true,\"connected\":true,\"mother\":\"Jane Doe\"}",
                AuthStatus.class);

    assertThat(status.toString()).contains("mother").doesNotContain("Jane");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("personalMembers")
  @DisplayName("masks JSON members that the contract calls personal, of every type")
  void personal(String member, JsonNode schema) {
    String value =
        switch (schema.path("type").asText()) {
          case "integer" -> "1234567";
          case "array" -> "[\"1234567\",\"1234567\"]";
          case "object" -> "{\"first\":\"1234567\"}";
          default -> "\"1234567 \\\"quoted\\\" 1234567\"";
        };

    assertThat(Redactor.redact("{\"" + member + "\": " + value + ",\"kept\":1}"))
        .isEqualTo("{\"" + member + "\": \"***\",\"kept\":1}");
  }

  static Stream<Arguments> personalMembers() {
    return StreamSupport.stream(
            Spec.load().document().at("/components/schemas").spliterator(), false)
        .flatMap(schema -> schema.path("properties").properties().stream())
        .filter(member -> member.getValue().path("x-personal").asBoolean())
        .map(member -> Arguments.of(member.getKey(), member.getValue()));
  }
}
