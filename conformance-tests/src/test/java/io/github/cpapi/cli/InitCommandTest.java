package io.github.cpapi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.cpapi.client.transport.ServerCertificate;
import io.github.cpapi.mock.MockGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("cpapi init")
@Execution(ExecutionMode.SAME_THREAD)
class InitCommandTest {

  private static final String OTHER = "00".repeat(32);

  private static MockGateway mock;
  private static String fingerprint;

  @TempDir private Path temporary;
  private Path folder;
  private Path config;
  private Shell shell;

  @BeforeAll
  static void start() {
    mock = Shell.mock();
    fingerprint = new ServerCertificate(mock.certificate()).sha256();
  }

  @AfterAll
  static void stop() {
    mock.close();
  }

  @BeforeEach
  void name() {
    folder = temporary.resolve("cpapi");
    config = folder.resolve("config");
    shell = Shell.in(folder).with("CPAPI_BASE_URL", mock.baseUrl());
  }

  @Test
  @DisplayName("shows the fingerprint, asks for consent and the account, and writes them down")
  void asks() throws IOException {
    Shell.Result result = shell.typing("y", "DU1234567").run("init");

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err())
        .contains(
            "Fingerprint: " + fingerprint,
            "openssl s_client -connect localhost:",
            "Are the fingerprints equal?");
    assertThat(config)
        .content()
        .contains(
            "base-url = " + mock.baseUrl(), "account = DU1234567", "pin = " + fingerprint, "# max");
    assertThat(shell.run("doctor").code()).isZero();
  }

  @Test
  @DisplayName("writes for the owner only, and leaves no other file")
  void ownerOnly() throws IOException {
    assumeThat(temporary.getFileSystem().supportedFileAttributeViews()).contains("posix");

    shell.run("init", "--pin", fingerprint);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(config));
  }

  @Test
  @DisplayName("writes nothing without consent")
  void declined() {
    assertThat(shell.typing("n").run("init").code()).isEqualTo(1);
    assertThat(folder).doesNotExist();
  }

  @Test
  @DisplayName("needs the right fingerprint if there is nobody to ask")
  void withoutATerminal() {
    Shell.Result none = shell.run("init");
    Shell.Result wrong = shell.run("init", "--pin", OTHER);

    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("--pin: needed without a terminal");
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err()).contains(fingerprint, OTHER);
    assertThat(folder).doesNotExist();
  }

  @Test
  @DisplayName("refuses a changed fingerprint, shows both, and takes it with --replace only")
  void changedFingerprint() throws IOException {
    shell.configured("pin = " + OTHER);

    Shell.Result refused = shell.run("init", "--pin", fingerprint);

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("has changed", fingerprint, OTHER);
    assertThat(config).content().contains(OTHER);
    assertThat(shell.run("init", "--replace", "--pin", fingerprint).code()).isZero();
    assertThat(config).content().contains(fingerprint).doesNotContain(OTHER);
  }

  @Test
  @DisplayName("keeps the limits, and needs no consent for the fingerprint that is in the file")
  void again() throws IOException {
    shell.configured("pin = " + fingerprint, "account = DU1234567", "max-quantity = 100");

    assertThat(shell.run("init").code()).isZero();
    assertThat(config).content().contains("account = DU1234567", "\nmax-quantity = 100");
  }
}
