package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.contract.Provenance;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.mock.leak.LeakGate;
import io.github.cpapi.mock.record.Recorder;
import io.github.cpapi.mock.scenario.Scenario;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The recorder")
class RecorderTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path parent;

  private final MockGateway mock = MockGateway.start(MockGatewayOptions.defaults());
  private RecordedSession session;
  private Caller admin;

  @BeforeEach
  void start() throws Exception {
    session = new RecordedSession(mock, parent, Recording.ACCOUNT);
    String root = mock.baseUrl().replace("/v1/api", "");
    admin = new Caller(WireTest.trusting(mock.certificate()), root, "", false);
  }

  @AfterEach
  void stop() {
    session.close();
    mock.close();
  }

  @Test
  @DisplayName("writes recordings that a mock reads, with what is no secret as it was sent")
  void recordings() throws IOException {
    String algos = session.caller().get("/iserver/contract/265598/algos").body();
    session.caller().post("/tickle", "");
    session.close();

    Recording recorded =
        Recordings.load().with(session.folder(), Spec.load()).get("algos/recorded-0001-get-algos");
    assertThat(recorded.responseBody()).contains(JSON.readTree(algos));
    assertThat(recorded.provenance()).as("of a mock").isEqualTo(Provenance.CONSTRUCTED);
    assertThat(recorded.path()).isEqualTo("/iserver/contract/265598/algos");
    assertThat(session.files())
        .containsOnlyKeys(
            "algos/recorded-0001-get-algos.json",
            "session/recorded-0002-tickle.json",
            Recorder.SCENARIO);
    assertThat(session.progress())
        .containsExactly(
            "recorded    algos/recorded-0001-get-algos",
            "recorded    session/recorded-0002-tickle",
            "2 recordings; quarantined: 0, not recordable: 0, broken off or too long: 0, dropped: 0");
  }

  @Test
  @DisplayName("writes an equal exchange once, and plays it as often as it was seen")
  void again() {
    session.caller().get("/iserver/auth/status");
    session.caller().get("/iserver/auth/status");
    session.close();

    assertThat(session.files()).hasSize(2);
    assertThat(session.files().get(Recorder.SCENARIO).split("recorded-0001")).hasSize(3);
  }

  @Test
  @DisplayName("keeps a page, an empty 401, an unpacked body and a text that only resembles JSON")
  void forms() throws IOException {
    stub("/v1/api/iserver/auth/status", 403, "text/html", "<html>Access Denied</html>", false);
    stub("/v1/api/sso/validate", 401, "application/json", "", false);
    stub("/v1/api/iserver/accounts", 200, "application/json", "{\"accounts\":[]}", true);
    stub("/v1/api/tickle", 200, "application/json", "{\"session\":", false);
    session.caller().get("/iserver/auth/status");
    session.caller().get("/sso/validate");
    session.caller().get("/iserver/accounts");
    session.caller().post("/tickle", "");
    session.close();

    Map<String, String> files = session.files();
    assertThat(session.quarantine()).isEmpty();
    assertThat(response(files, "session/recorded-0001-get-auth-status"))
        .isEqualTo(
            "{'status':403,'headers':{'Content-Type':'text/html'},'body':'<html>Access Denied</html>'}");
    assertThat(response(files, "session/recorded-0002-validate-login"))
        .isEqualTo("{'status':401,'headers':{'Content-Type':'application/json'}}");
    assertThat(response(files, "session/recorded-0003-get-accounts"))
        .isEqualTo(
            "{'status':200,'headers':{'Content-Type':'application/json'},'jsonBody':{'accounts':[]}}");
    assertThat(response(files, "session/recorded-0004-tickle"))
        .contains("'body':'{\\'session\\':'");
  }

  @Test
  @DisplayName("keeps them so that they are played as they were")
  void formsAreReplayed() throws IOException {
    stub("/v1/api/iserver/auth/status", 403, "text/html", "<html>Access Denied</html>", false);
    stub("/v1/api/sso/validate", 401, "application/json", "", false);
    stub("/v1/api/tickle", 200, "application/json", "{\"session\":", false);
    stub("/v1/api/logout", 200, "text/plain", "{\"status\" : true}", true);
    session.caller().get("/iserver/auth/status");
    session.caller().get("/sso/validate");
    session.caller().post("/tickle", "");
    session.caller().post("/logout", "");
    session.close();

    MockGatewayOptions options = MockGatewayOptions.defaults().http().recordings(session.folder());
    Path scenario = session.folder().resolve(Recorder.SCENARIO);
    try (MockGateway replay =
        MockGateway.start(options.scenario(Scenario.read(scenario, options.recordings())))) {
      Caller caller =
          new Caller(HttpClient.newHttpClient(), replay.baseUrl(), Recording.ACCOUNT, false);

      Exchange page = caller.get("/iserver/auth/status");
      assertThat(page.status()).isEqualTo(403);
      assertThat(page.header("Content-Type")).isEqualTo("text/html");
      assertThat(page.body()).isEqualTo("<html>Access Denied</html>");
      assertThat(caller.get("/sso/validate").status()).isEqualTo(401);
      assertThat(caller.post("/tickle", "").body()).isEqualTo("{\"session\":");
      assertThat(caller.post("/logout", "").body()).isEqualTo("{\"status\" : true}");
    }
  }

  private static String response(Map<String, String> files, String name) throws IOException {
    return JSON.readTree(files.get(name + ".json")).path("response").toString().replace('"', '\'');
  }

  @Test
  @DisplayName("writes nothing that the gate refuses, and lists place, shape and reason only")
  void quarantine() throws IOException {
    String unknown = "Grundel" + "finger";
    stub("/v1/api/tickle", 200, "application/json", "{\"error\":\"%s\"}".formatted(unknown), false);
    session.caller().post("/tickle", "");
    session.close();

    assertThat(session.files()).isEmpty();
    assertThat(session.progress())
        .first()
        .isEqualTo("quarantined session/recorded-0001-tickle: word");
    assertThat(session.quarantine())
        .contains(
            "session/recorded-0001-tickle.json#/response/jsonBody/error",
            "word: ",
            "to allow it: - {place:")
        .doesNotContain(unknown);
  }

  @Test
  @DisplayName("names what a recording cannot express, without the path")
  void outside() {
    session.caller().get("/iserver/secret-of-" + "hers");
    session.close();

    assertThat(session.files()).isEmpty();
    assertThat(session.progress())
        .first()
        .isEqualTo("not recorded: GET of another path: the contract has no such operation");
  }

  @Test
  @DisplayName("refuses a folder that is not empty, and a quarantine list within it")
  void wrongFolders() throws IOException {
    Path full = Files.createDirectories(parent.resolve("full"));
    Files.writeString(full.resolve("a.json"), "{}");

    assertThatThrownBy(
            () -> new Recorder(full, parent.resolve("q"), LeakGate.standard(), false, line -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("empty");
    Path free = parent.resolve("free");
    assertThatThrownBy(
            () -> new Recorder(free, free.resolve("q"), LeakGate.standard(), false, line -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("outside");
  }

  private void stub(String path, int status, String type, String body, boolean zipped)
      throws IOException {
    ObjectNode stub = JSON.createObjectNode();
    stub.putObject("request").put("urlPath", path);
    ObjectNode response = stub.putObject("response").put("status", status);
    ObjectNode headers = response.putObject("headers").put("Content-Type", type);
    headers.put("Set-Cookie", "x-sess-uuid" + "=0.a1b2c3d4; secure");
    if (zipped) {
      headers.put("Content-Encoding", "gzip");
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
        zip.write(body.getBytes(StandardCharsets.UTF_8));
      }
      response.put("base64Body", Base64.getEncoder().encodeToString(out.toByteArray()));
    } else if (!body.isEmpty()) {
      response.put("body", body);
    }
    assertThat(admin.post("/__admin/mappings", stub.toString()).status()).isEqualTo(201);
  }
}
