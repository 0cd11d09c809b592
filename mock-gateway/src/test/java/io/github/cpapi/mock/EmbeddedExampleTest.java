package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The example in the README")
class EmbeddedExampleTest {

  // snippet
  private static MockGateway gateway;

  @BeforeAll
  static void start() {
    gateway = MockGateway.start(MockGatewayOptions.defaults().http().accounts("DU1234567"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void asksBeforeItBuys() throws Exception {
    URI orders = URI.create(gateway.baseUrl() + "/iserver/account/DU1234567/orders");
    String ticket =
        """
        {"orders": [{"conid": 265598, "orderType": "MKT", "side": "BUY", "quantity": 10, "tif": "DAY"}]}
        """;

    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(orders).POST(BodyPublishers.ofString(ticket)).build(),
                BodyHandlers.ofString());

    assertThat(answer.body()).contains("without market data");
  }

  // snippet

  @Test
  @DisplayName("is the code of this class")
  void isThisCode() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/io/github/cpapi/mock/EmbeddedExampleTest.java"));
    String snippet = source.split("  // snippet\n")[1].stripTrailing().stripIndent().strip();

    assertThat(Files.readString(Path.of("README.md"))).contains("```java\n" + snippet + "\n```");
  }
}
