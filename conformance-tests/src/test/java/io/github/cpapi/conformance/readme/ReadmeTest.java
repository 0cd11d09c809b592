package io.github.cpapi.conformance.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.conformance.ChildProcess;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The README")
class ReadmeTest {

  private static final Path README = Path.of("../README.md");

  @Test
  @DisplayName("shows Java that places the order it describes")
  void theJavaWorks() throws Exception {
    try (MockGateway gateway = MockGateway.start(MockGatewayOptions.defaults())) {
      byte[] certificate = gateway.certificate().getEncoded();
      String fingerprint =
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));

      ChildProcess.Ended order =
          ChildProcess.java(List.of(), FirstOrder.class, gateway.baseUrl(), fingerprint);

      assertThat(order.output()).startsWith("Accepted[").contains("PendingSubmit");
      assertThat(order.exitCode()).isZero();
    }
  }

  @Test
  @DisplayName("shows the Java that is compiled and run here, except for the package")
  void theJavaIsThis() throws IOException {
    Path source = Path.of("src/test/java/io/github/cpapi/conformance/readme/FirstOrder.java");

    String shown = Files.readString(source).replaceFirst("^package [^;]+;\\s+", "");

    assertThat(Files.readString(README)).contains("```java\n" + shown + "```");
  }

  @Test
  @DisplayName("names the artifact and the version that this build produces")
  void theDependencyExists() throws IOException {
    String pom = Files.readString(Path.of("../generated-client/pom.xml"));

    Matcher artifacts =
        Pattern.compile("<(groupId|artifactId|version)>([^<]+)</")
            .matcher(Files.readString(README));

    assertThat(artifacts.results().map(line -> line.group()))
        .hasSize(3)
        .allSatisfy(line -> assertThat(pom).contains(line));
  }
}
