package io.github.cpapi.conformance.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cpapi.conformance.result.RunResult;
import io.github.cpapi.conformance.result.Status;
import io.github.cpapi.conformance.run.ConformanceRun;
import io.github.cpapi.conformance.safety.Allowed;
import io.github.cpapi.conformance.safety.RunningMock;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import io.github.cpapi.mock.leak.LeakGate;
import io.github.cpapi.mock.record.Recorder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A recorded run on a gateway that the kit did not start")
class RecordedTargetTest {

  @TempDir Path folder;

  @Test
  @DisplayName("has the bodies of its orders and answers, which the guard lets through once only")
  void requests() throws IOException {
    Path recordings = folder.resolve("recordings");
    try (MockGateway mock =
        MockGateway.start(MockGatewayOptions.defaults().accounts("DU1234567"))) {
      Recorder recorder =
          new Recorder(
              recordings, folder.resolve("quarantine"), LeakGate.standard(), false, line -> {});
      Target target =
          new RecordedTarget(
              RunningMock.of(mock, "DU1234567", Allowed.HARMLESS_ORDERS, folder), recorder);

      RunResult result =
          new ConformanceRun(target, false, clause -> clause.id().equals("ORD-03"))
              .run(verdict -> {});

      assertThat(result.count(Status.PASS)).isEqualTo(1);
    }

    assertThat(bodies(recordings, "place-orders"))
        .isNotEmpty()
        .allSatisfy(body -> assertThat(body.at("/orders/0/conid").asLong()).isEqualTo(265598));
    assertThat(bodies(recordings, "answer-question"))
        .isNotEmpty()
        .allSatisfy(body -> assertThat(body.path("confirmed").isBoolean()).isTrue());
  }

  private static List<JsonNode> bodies(Path recordings, String operation) throws IOException {
    try (Stream<Path> files = Files.walk(recordings)) {
      return files
          .filter(file -> file.toString().contains(operation))
          .map(RecordedTargetTest::read)
          .map(recording -> recording.at("/request/bodyPatterns/0/equalToJson"))
          .toList();
    }
  }

  private static JsonNode read(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
