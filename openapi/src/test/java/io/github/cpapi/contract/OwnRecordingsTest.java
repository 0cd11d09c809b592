package io.github.cpapi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A user's own recordings")
class OwnRecordingsTest {

  private static final String TICKLE =
      """
      {
        "name": "session/mine",
        "request": {"method": "POST", "urlPath": "/v1/api/tickle"},
        "response": {"status": 200, "headers": {}, "jsonBody": {"session": "x"}},
        "metadata": {
          "operation": "tickle",
          "plays": "authenticated",
          "provenance": "observed",
          "fidelity": "raw",
          "bind": {"/session": "{session}"}
        }
      }
      """;

  private static final String MARKER =
      """
      {
        "name": "ws/mine",
        "frame": {"topic": "sor", "args": [{"acct": "DU1234567", "orderId": 1, "mine": true}]},
        "metadata": {"topic": "sor",
          "direction": "in",
          "plays": "marker",
          "provenance": "observed",
          "bind": {"/args/0/orderId": "{orderId}"}
        }
      }
      """;

  private final Spec spec = Spec.load();
  private final Recordings shipped = Recordings.load();

  @TempDir Path folder;

  @Test
  @DisplayName("have the format of the shipped ones, which can override themselves")
  void sameFormat() {
    Recordings twice = shipped.with(Path.of("recordings"), spec);

    assertThat(twice.all()).isNotEmpty().isEqualTo(shipped.all());
    assertThat(twice.frames().all()).isNotEmpty().isEqualTo(shipped.frames().all());
  }

  @Test
  @DisplayName("are added to the shipped ones and take precedence in the situations they play")
  void takePrecedence() throws IOException {
    write("session/mine", TICKLE);

    Recordings both = shipped.with(folder, spec);

    assertThat(both.all()).hasSize(shipped.all().size() + 1);
    assertThat(both.playing("tickle", "authenticated").name()).isEqualTo("session/mine");
    assertThat(both.playing("getAuthStatus", "authenticated"))
        .isEqualTo(shipped.get("session/auth-status"));
    assertThat(shipped.playing("tickle", "authenticated").name()).isEqualTo("session/tickle");
  }

  @Test
  @DisplayName("can be frames of the websocket alone, which take precedence likewise")
  void frames() throws IOException {
    write("ws/mine", MARKER);

    Recordings both = shipped.with(folder, spec);

    assertThat(both.all()).isEqualTo(shipped.all());
    assertThat(both.frames().all()).hasSize(shipped.frames().all().size() + 1);
    assertThat(both.frames().playing("sor", "marker").name()).isEqualTo("ws/mine");
    assertThat(both.only(recording -> false).frames()).isSameAs(both.frames());
    assertThat(shipped.frames().playing("sor", "marker").name()).isEqualTo("ws/sor-marker");
  }

  @ParameterizedTest(name = "{0} for {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"frame\":   | \"frames\":  | unknown member frames: expected one of name, frame, metadata",
        "\"metadata\": {\"topic\": \"sor\", | \"metadata\": {\"topic\": 1, | metadata.topic: expected a string such as sor, not 1",
        "\"in\"       | \"out\"      | metadata.direction: expected in, not \"out\"",
        "\"marker\"   | \"mark\"     | metadata.plays: expected one of cancelled, entered, fills, marker, pending-submit, presubmitted, submitted, whole, not \"mark\"",
        "\"observed\" | \"seen\"     | metadata.provenance: expected one of observed, documented, claimed, constructed, not \"seen\"",
        "[{\"acct\": \"DU1234567\", \"orderId\": 1, \"mine\": true}] | [] | frame: expected args like those of ws/sor-marker, not {\"topic\":\"sor\",\"args\":[]}",
        "/args/0/orderId | /args/1/orderId | metadata.bind./args/1/orderId: expected the JSON pointer of a member of frame",
      })
  @DisplayName("that are frames are rejected with the file, the member and the legal values")
  void wrongFrame(String right, String wrong, String message) throws IOException {
    assertThat(MARKER).contains(right);
    Path file = write("ws/mine", MARKER.replace(right, wrong));

    assertThatThrownBy(() -> shipped.with(folder, spec))
        .isInstanceOf(RecordingException.class)
        .hasMessageStartingWith(file + ": " + message);
  }

  @ParameterizedTest(name = "{0} for {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"name\":            | \"nam\":               | unknown member nam: expected one of name, request, response, metadata",
        "session/mine         | session/your           | name: expected session/mine, not \"session/your\"",
        "\"fidelity\"         | \"fidelty\"            | unknown member metadata.fidelty: expected one of operation, situation, plays, provenance,",
        "\"raw\"              | \"cooked\"             | metadata.fidelity: expected one of raw, verbatim, partial, status-only, as-published, claimed, not \"cooked\"",
        "\"observed\"         | \"seen\"               | metadata.provenance: expected one of observed, documented, claimed, constructed, not \"seen\"",
        "\"authenticated\"    | \"loged-in\"           | metadata.plays: expected one of authenticated, competing-session, error-under-200, no-brokerage-session, not \"loged-in\"",
        "\"tickle\"           | \"placeOrders\"        | metadata.operation: expected a recording of placeOrders in the folder orders, not session/mine.json",
        "\"POST\"             | \"PUT\"                | request.method: expected POST, not \"PUT\"",
        "/v1/api/tickle       | /tickle                | request.urlPath: expected a path like /v1/api/tickle, not \"/tickle\"",
        "\"urlPath\"          | \"url\"                | unknown member request.url: expected one of method, urlPath, queryParameters, bodyPatterns",
        "200                  | \"200\"                | response.status: expected a number from 200 to 599, not \"200\"",
        "200                  | 100                    | response.status: expected a number from 200 to 599, not 100",
        "{}                   | {\"Date\": 1}          | response.headers.Date: expected a string, not 1",
        "\"jsonBody\": {\"session\": \"x\"} | \"jsonBody\": {}, \"body\": \"x\" | response: expected jsonBody or body, not both",
        "\"/session\"         | \"session\"            | metadata.bind.session: expected the JSON pointer of a member of response.jsonBody",
        "\"request\": {       | \"request\": {,        | not JSON, line 3: ",
      })
  @DisplayName("are rejected with the file, the member and the legal values")
  void wrong(String right, String wrong, String message) throws IOException {
    assertThat(TICKLE).contains(right);
    Path file =
        write(
            "session/mine",
            right.equals("\"tickle\"")
                ? TICKLE
                    .replace("\"plays\": \"authenticated\",", "")
                    .replace(right, wrong)
                    .replace("\"POST\", \"urlPath\": \"/v1/api/tickle\"", "\"POST\"")
                : TICKLE.replace(right, wrong));

    assertThatThrownBy(() -> shipped.with(folder, spec))
        .isInstanceOf(RecordingException.class)
        .hasMessageStartingWith(file + ": " + message);
  }

  @Test
  @DisplayName("are rejected if two play the same situation")
  void twoOfASituation() throws IOException {
    write("session/mine", TICKLE);
    write("session/yours", TICKLE.replace("session/mine", "session/yours"));

    assertThatThrownBy(() -> shipped.with(folder, spec))
        .isInstanceOf(RecordingException.class)
        .hasMessage(
            "session/mine and session/yours both play authenticated of tickle; one recording plays a"
                + " situation");
  }

  @Test
  @DisplayName("are rejected if one replaces a shipped one but does not play its situation")
  void situationLost() throws IOException {
    Path file =
        write(
            "session/tickle",
            TICKLE
                .replace("\"plays\": \"authenticated\",", "")
                .replace("session/mine", "session/tickle"));

    assertThatThrownBy(() -> shipped.with(folder, spec))
        .isInstanceOf(RecordingException.class)
        .hasMessage(
            file
                + ": metadata.plays: expected \"authenticated\", as in the recording that it"
                + " replaces, not nothing; otherwise no recording plays that situation");
  }

  @Test
  @DisplayName("are rejected if the folder does not exist or is empty")
  void nothing() {
    for (Path empty : List.of(folder, folder.resolve("nope"))) {
      assertThatThrownBy(() -> shipped.with(empty, spec))
          .isInstanceOf(RecordingException.class)
          .hasMessageStartingWith(empty + ": expected ");
    }
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name + ".json");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
