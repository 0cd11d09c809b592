package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.leak.LeakGate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The recorder of the executable jar")
class RecorderJarIT {

  /** The mock answers with it; no file may contain it. */
  private static final String ACCOUNT = "DU" + "7777777";

  private static final String NAME = "hilde-" + "lucky";

  private static final Random RANDOM = new Random(12);

  private static MockGateway mock;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    mock = MockGateway.start(MockGatewayOptions.defaults().accounts(ACCOUNT));
  }

  @BeforeEach
  void reset() {
    mock.reset();
  }

  @AfterAll
  static void stop() {
    mock.close();
  }

  @Test
  @DisplayName("records through a pinned certificate, and writes what is waiting on SIGTERM")
  void records() throws Exception {
    try (ServerProcess recorder = recorder(sha256(mock.certificate()))) {
      Caller caller = caller(recorder);
      caller.get("/iserver/accounts");
      caller.placeAndConfirm(Caller.FAR_LIMIT + ",\"cOID\":\"" + NAME + "\"");

      assertThat(recorder.ready()).matches("ready https://localhost:\\d+/v1/api");
      assertThat(recorder.endsWithin(ServerProcess.TO_END)).isTrue();
    }

    assertThat(files().stream().filter(RecorderJarIT::isRecording)).hasSize(5);
    assertThat(Files.readString(folder.resolve("out/replay.yaml"))).contains("recorded-0005");
    allIsMasked();
  }

  @Test
  @DisplayName("refuses a gateway with another certificate than the pinned one")
  void otherCertificate() throws Exception {
    String other = "00".repeat(32);
    try (ServerProcess recorder = recorder(other)) {
      Caller caller = caller(recorder);

      assertThatThrownBy(() -> caller.get("/iserver/accounts"))
          .isInstanceOf(RuntimeException.class);
      assertThat(mock.exchanges()).isEmpty();
    }
  }

  @RepeatedTest(6)
  @DisplayName("leaves whole, masked files only, whenever it is killed")
  void killed() throws Exception {
    try (ServerProcess recorder = recorder(sha256(mock.certificate()))) {
      Caller caller = caller(recorder);
      CompletableFuture<Void> talk = CompletableFuture.runAsync(() -> talk(caller));
      Path first = folder.resolve("out/session/recorded-0001-get-accounts.json");
      while (!talk.isDone() && !Files.exists(first)) {
        Thread.sleep(5);
      }
      // It is killed while it records.
      Thread.sleep(RANDOM.nextInt(500));
      recorder.kill();
      talk.handle((done, broken) -> broken).get();
    }

    allIsMasked();
  }

  private static void talk(Caller caller) {
    caller.get("/iserver/accounts");
    for (int i = 0; i < 1000; i++) {
      caller.placeAndConfirm(Caller.FAR_LIMIT + ",\"cOID\":\"" + NAME + i + "\"");
      caller.liveOrders();
    }
  }

  private ServerProcess recorder(String pin) throws IOException {
    return ServerProcess.recorder(
        Files.createDirectories(folder.resolve("home")),
        "--target",
        mock.baseUrl(),
        "--pin",
        pin,
        "--out",
        folder.resolve("out").toString(),
        "--pem-out",
        folder.resolve("recorder.pem").toString());
  }

  private Caller caller(ServerProcess recorder) throws Exception {
    try (var in = Files.newInputStream(folder.resolve("recorder.pem"))) {
      X509Certificate certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      return new Caller(WireTest.trusting(certificate), recorder.baseUrl(), ACCOUNT, false);
    }
  }

  private static String sha256(X509Certificate certificate) throws Exception {
    return HexFormat.ofDelimiter(":")
        .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static boolean isRecording(Path file) {
    return file.toString().endsWith(".json");
  }

  private void allIsMasked() throws IOException {
    List<Path> all = files();
    for (Path file : all) {
      byte[] bytes = Files.readAllBytes(file);
      assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
          .as(file.toString())
          .doesNotContain(ACCOUNT, NAME);
      if (isRecording(file)) {
        String place = folder.resolve("out").relativize(file).toString();
        assertThat(LeakGate.standard().leaks(place, bytes)).isEmpty();
        try {
          new ObjectMapper().readTree(bytes);
        } catch (IOException e) {
          throw new UncheckedIOException(file.toString(), e);
        }
      }
    }
    assertThat(all.toString()).doesNotContain(ACCOUNT, Recording.ACCOUNT);
  }
}
