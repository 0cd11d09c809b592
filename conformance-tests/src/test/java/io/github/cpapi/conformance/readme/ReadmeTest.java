package io.github.cpapi.conformance.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.client.order.OrderOutcome;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The README")
class ReadmeTest {

  private static final Path README = Path.of("../README.md");

  @Test
  @DisplayName("shows Java that places the order it talks about")
  void theJavaWorks() {
    try (MockGateway gateway = MockGateway.start(MockGatewayOptions.defaults())) {
      OrderOutcome outcome =
          FirstOrder.place(gateway.baseUrl(), TlsTrust.pinned(gateway.certificate()));

      assertThat(outcome).isInstanceOf(OrderOutcome.Accepted.class);
    }
  }

  @Test
  @DisplayName("shows the Java that is compiled and run here")
  void theJavaIsThis() throws IOException {
    Path source = Path.of("src/test/java/io/github/cpapi/conformance/readme/FirstOrder.java");

    String[] parts = Files.readString(source).split(" {4}// README\n");

    assertThat(parts).hasSize(3);
    assertThat(Files.readString(README))
        .contains("```java\n" + parts[1].replaceAll("(?m)^ {4}", "") + "```");
  }

  @Test
  @DisplayName("and those of the modules point to nothing that does not exist")
  void theLinksLead() throws IOException {
    int links = 0;
    for (String folder :
        List.of(".", "openapi", "generated-client", "mock-gateway", "conformance-tests")) {
      Path page = Path.of("..", folder, "README.md");
      Matcher link = Pattern.compile("]\\((?!https?://|#)([^)#]+)").matcher(Files.readString(page));
      while (link.find()) {
        assertThat(page.resolveSibling(link.group(1))).as("%s", page).exists();
        links++;
      }
    }
    assertThat(links).isPositive();
  }
}
