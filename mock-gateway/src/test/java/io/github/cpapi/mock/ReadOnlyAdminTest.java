package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.common.FileSource;
import io.github.cpapi.mock.server.ReadOnlyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("WireMock's admin API")
class ReadOnlyAdminTest extends IsolatedMock {

  private static final String STUB =
      "{\"request\":{\"urlPath\":\"/v1/api/tickle\"},\"response\":{\"status\":503}%s}";

  /** Where WireMock writes by itself. */
  private static final Path WORKING_DIRECTORY = Path.of("src", "test", "resources");

  private Caller wireMock;

  @BeforeEach
  void findWireMock() {
    String url = gateway.baseUrl().replace("/v1/api", "/__admin");
    wireMock = new Caller(caller.http(), url, caller.account());
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PUT    | /files/a.json         | {}  | /__admin/files/a.json: the mock writes no files; put the body into the stub itself",
        "DELETE | /files/a.json         | ``  | /__admin/files/a.json: the mock writes no files",
        "POST   | /mappings/save        | ``  | /__admin/mappings/save: the mock writes no files; post the stubs again after a start",
        "POST   | /recordings/snapshot  | {}  | /__admin/recordings/snapshot: the mock does not record",
        "POST   | /recordings/start     | {\"targetBaseUrl\":\"http://localhost:1\"} | /__admin/recordings/start: the mock does not record and forwards to no other server",
        "POST   | /recordings/stop      | ``  | /__admin/recordings/stop: the mock does not record",
      })
  @DisplayName("refuses requests that would write or record, and says what to do instead")
  void writes(String method, String path, String body, String why) throws IOException {
    List<Path> before = files();

    Exchange answer = wireMock.send(method, path, body);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.why()).startsWith(why);
    assertThat(files()).isEqualTo(before);
    assertThat(caller.post("/tickle", "").recording()).isEqualTo("session/tickle");
  }

  @Test
  @DisplayName("cannot write a file or create a folder by any request")
  void noWayToWrite() throws IOException {
    List<Path> before = files();
    FileSource bodies = new ReadOnlyFiles().child("__files");

    bodies.createIfNecessary();

    assertThatThrownBy(() -> bodies.writeTextFile("a.json", "{}"))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> new ReadOnlyFiles().writeBinaryFile("a.json", new byte[1]))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(files()).isEqualTo(before);
  }

  @Test
  @DisplayName("refuses a persistent stub, by itself or in an import")
  void persistent() throws IOException {
    List<Path> before = files();
    String persistent = STUB.formatted(",\"persistent\":true");

    assertThat(wireMock.post("/mappings", persistent).why())
        .startsWith("persistent: true: the mock writes no files; leave it out or false");
    assertThat(wireMock.post("/mappings/import", "{\"mappings\":[" + persistent + "]}").status())
        .isEqualTo(422);

    assertThat(files()).isEqualTo(before);
    assertThat(caller.post("/tickle", "").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("accepts a stub with persistent:false, and one whose answer has such a member")
  void notPersistent() {
    assertThat(wireMock.post("/mappings", STUB.formatted(",\"persistent\":false")).status())
        .isEqualTo(201);
    assertThat(
            wireMock
                .post(
                    "/mappings",
                    STUB.replace("503", "503,\"jsonBody\":{\"persistent\":true}").formatted(""))
                .status())
        .isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /requests",
        "GET /requests?limit=1",
        "DELETE /requests",
        "POST /requests/count",
        "POST /requests/find",
        "GET /requests/unmatched",
        "GET /requests/unmatched/near-misses",
        "POST /near-misses/request-pattern",
        "GET /mappings/unmatched",
        "DELETE /mappings/unmatched",
      })
  @DisplayName("refuses the request journal and names the exchanges instead")
  void journal(String call) {
    caller.post("/tickle", "");

    Exchange answer = wireMock.send(call.split(" ")[0], call.split(" ")[1], "");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("error").asText())
        .contains("the mock keeps no request journal; GET /__admin/cpapi/exchanges lists requests")
        .endsWith("in Java: MockGateway.exchanges()");
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> found = Files.walk(WORKING_DIRECTORY)) {
      return found.sorted().toList();
    }
  }
}
