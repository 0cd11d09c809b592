package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.ReviewedText;
import io.github.cpapi.mock.server.PlayedExchange;
import io.github.cpapi.mock.server.RecordingStubs;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The recordings, as stub mappings,")
class RecordingStubsTest extends IsolatedMock {

  private static final Path REVIEWED = Path.of("src/test/resources/recordings.txt");
  private static final Path PRESENT = Path.of("target/recordings.txt");

  private Caller mappings;

  @BeforeEach
  void findMappings() {
    String url = gateway.baseUrl().replace("/v1/api", "/__admin/mappings");
    mappings = new Caller(caller.http(), url, caller.account());
  }

  /** Without -Daccept it stays red until the file is changed by hand: a lost one must not pass. */
  @Test
  @DisplayName("have the names of the reviewed list")
  void reviewedList() throws IOException {
    List<String> names = Recordings.load().all().stream().map(Recording::name).toList();
    Files.write(PRESENT, names);
    if (ReviewedText.accepting()) {
      Files.write(REVIEWED, names);
    }

    assertThat(names)
        .as(
            "if it is meant to be so: cp mock-gateway/%s mock-gateway/%s, and commit it",
            PRESENT, REVIEWED)
        .isEqualTo(Files.readAllLines(REVIEWED));
  }

  @Test
  @DisplayName("are all listed by the admin API, with their metadata")
  void listed() {
    List<JsonNode> stubs =
        StreamSupport.stream(mappings.get("").json().path("mappings").spliterator(), false)
            .toList();

    assertThat(stubs)
        .extracting(stub -> stub.path("name").asText())
        .containsAll(Recordings.load().all().stream().map(Recording::name).toList());
    assertThat(stubs)
        .filteredOn(stub -> stub.path("name").asText().equals("orders/question-o163"))
        .singleElement()
        .satisfies(
            stub -> {
              assertThat(stub.path("id").asText())
                  .isEqualTo(RecordingStubs.idOf("orders/question-o163").toString());
              assertThat(stub.at("/metadata/catalogue").asText())
                  .isEqualTo("chain3raw-1-orders-post-o163");
            });
  }

  @Test
  @DisplayName("are played by name, for any ids and any body")
  void askedForByName() {
    Exchange refused =
        caller.send(
            "POST",
            "/iserver/account/DU7654321/orders",
            "{}",
            "X-Mock-Recording",
            "orders/refused-no-permission");

    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.json().path("error").asText()).startsWith("No Trading Permission");
  }

  @Test
  @DisplayName("can each be requested by name")
  void allCanBeAskedFor() {
    Collection<Recording> recordings = Recordings.load().all();
    assertThat(recordings).hasSizeGreaterThan(200);
    for (Recording recording : recordings) {
      Exchange played =
          caller.send(
              recording.stub().at("/request/method").asText(),
              recording.stub().at("/request/urlPath").asText().substring("/v1/api".length()),
              "",
              "X-Mock-Recording",
              recording.name());

      assertThat(played.recording()).isEqualTo(recording.name());
      assertThat(played.status()).as(recording.name()).isEqualTo(recording.status());
    }
  }

  @Test
  @DisplayName("are not played for another operation, and the header says so")
  void askedForInVain() {
    Exchange answer =
        caller.send("POST", "/tickle", "", "X-Mock-Recording", "orders/question-o163");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.why()).startsWith("no recording orders/question-o163 of this operation");
  }

  @Test
  @DisplayName("are overridden by a user's own stub until the mappings are reset")
  void overridden() {
    String stub =
        "{\"request\":{\"method\":\"POST\",\"urlPath\":\"/v1/api/tickle\"},"
            + "\"response\":{\"status\":503}}";

    assertThat(mappings.post("", stub).status()).isEqualTo(201);

    assertThat(caller.post("/tickle", "").status()).isEqualTo(503);
    mappings.post("/reset", "");
    assertThat(caller.post("/tickle", "").recording()).isEqualTo("session/tickle");
  }

  @Test
  @DisplayName("are played under /v1/portal as well")
  void portalAlias() {
    Caller portal =
        new Caller(caller.http(), gateway.baseUrl().replace("/api", "/portal"), caller.account());

    assertThat(portal.get("/iserver/accounts").recording()).isEqualTo("session/accounts");
    assertThat(
            portal.send("POST", "/tickle", "", "X-Mock-Recording", "session/tickle-401").status())
        .isEqualTo(401);
  }

  @Test
  @DisplayName(
      "are overridden under /v1/portal by a user's stub on /v1/api, and the exchanges show the path that was called")
  void portalAliasOfAnOwnStub() {
    Caller portal =
        new Caller(caller.http(), gateway.baseUrl().replace("/api", "/portal"), caller.account());
    mappings.post(
        "",
        "{\"request\":{\"url\":\"/v1/api/tickle?a={b\"},\"response\":{\"status\":503}}"
            .replace("{b", "%7Bb"));

    assertThat(portal.post("/tickle?a=%7Bb", "").status()).isEqualTo(503);

    assertThat(gateway.exchanges())
        .last()
        .extracting(PlayedExchange::url)
        .isEqualTo("/v1/portal/tickle?a=%7Bb");
    assertThat(portal.post("/tickle", "").recording()).isEqualTo("session/tickle");
  }

  @Test
  @DisplayName(
      "are overridden under /v1/portal by a stub on that path rather than by one on /v1/api")
  void portalOfAnOwnStub() {
    Caller portal =
        new Caller(caller.http(), gateway.baseUrl().replace("/api", "/portal"), caller.account());
    String stub = "{\"request\":{\"urlPath\":\"/v1/%s/tickle\"},\"response\":{\"status\":%d}}";
    mappings.post("", stub.formatted("portal", 502));
    mappings.post("", stub.formatted("api", 503));

    assertThat(portal.post("/tickle", "").status()).isEqualTo(502);
    assertThat(caller.post("/tickle", "").status()).isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"fixedDelayMilliseconds\":120",
        "\"delayDistribution\":{\"type\":\"uniform\",\"lower\":120,\"upper\":121}",
        "\"chunkedDribbleDelay\":{\"numberOfChunks\":2,\"totalDuration\":120}",
      })
  @DisplayName("can be delayed by a user's own stub, which otherwise sends the mock's answer")
  void delayed(String delay) {
    mappings.post(
        "",
        "{\"request\":{\"urlPath\":\"/v1/api/tickle\"},\"response\":{\"transformers\":[\"cpapi-gateway\"],%s}}"
            .formatted(delay));
    long start = System.nanoTime();

    Exchange answer = caller.post("/tickle", "");

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(50));
    assertThat(answer.recording()).isEqualTo("session/tickle");
    assertThat(answer.json().path("session").asText()).isNotEmpty();
  }

  @Test
  @DisplayName("can be replaced with a network fault by a user's own stub")
  void broken() {
    mappings.post(
        "",
        "{\"request\":{\"urlPath\":\"/v1/api/tickle\"},\"response\":{\"transformers\":[\"cpapi-gateway\"],\"fault\":\"EMPTY_RESPONSE\"}}");

    assertThatThrownBy(() -> caller.post("/tickle", "")).hasRootCauseInstanceOf(EOFException.class);
  }

  @Test
  @DisplayName("leave an unknown path to a 404 in HTML (Q82)")
  void unknownPath() {
    Exchange answer = caller.post("/reauthenticate", "");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("<html><body><h1>Resource not found</h1></body></html>");
    assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(answer.why()).contains("/reauthenticate");
  }

  @Test
  @DisplayName("leave a wrong method to an answer that names the right ones")
  void wrongMethod() {
    assertThat(caller.get("/iserver/reply/x").why())
        .isEqualTo("/iserver/reply/x takes POST, not GET");
  }
}
