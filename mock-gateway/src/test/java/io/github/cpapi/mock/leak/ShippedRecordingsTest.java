package io.github.cpapi.mock.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The shipped recordings")
class ShippedRecordingsTest {

  @Test
  @DisplayName("pass the leak gate")
  void pass() throws IOException {
    List<Path> files = FactsTest.recordings();
    List<Leak> leaks = new ArrayList<>();
    for (Path file : files) {
      String name = Path.of("../openapi/recordings").relativize(file).toString();
      leaks.addAll(LeakGate.standard().leaks(name.replace('\\', '/'), Files.readAllBytes(file)));
    }

    assertThat(files).hasSizeGreaterThan(250);
    assertThat(leaks).isEmpty();
  }
}
