package io.github.cpapi.mock.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("The example of the extension in the README")
@Execution(ExecutionMode.SAME_THREAD)
class ExtensionExampleTest {

  // snippet
  @RegisterExtension
  static final MockGatewayExtension MOCK =
      MockGatewayExtension.with(MockGatewayOptions.defaults().http().accounts("DU1234567"));

  @Test
  void noticesThatItIsLoggedOut(MockGateway gateway) throws Exception {
    gateway.logout();

    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(MOCK.baseUrl() + "/tickle"))
                    .POST(BodyPublishers.noBody())
                    .build(),
                BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(gateway.exchanges()).hasSize(1);
  }

  // snippet

  @Test
  @DisplayName("is the code of this class")
  void isThisCode() throws IOException {
    String source =
        Files.readString(
            Path.of("src/test/java/io/github/cpapi/mock/junit/ExtensionExampleTest.java"));
    String snippet = source.split("  // snippet\n")[1].stripTrailing().stripIndent().strip();

    assertThat(Files.readString(Path.of("README.md"))).contains("```java\n" + snippet + "\n```");
  }
}
