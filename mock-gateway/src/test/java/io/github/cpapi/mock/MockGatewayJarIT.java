package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The executable jar")
class MockGatewayJarIT {

  @Test
  @DisplayName(
      "prints ready once it answers over TLS, logs one line for each exchange, and ends on SIGTERM")
  void serves(@TempDir Path folder) throws Exception {
    Path pem = folder.resolve("mock.pem");
    Path log = folder.resolve("mock.log");
    try (ServerProcess mock =
        ServerProcess.mock(
            ProcessBuilder.Redirect.to(log.toFile()),
            "--account",
            "DU7654321",
            "--pem-out",
            pem.toString())) {
      Caller caller = new Caller(WireTest.trusting(certificate(pem)), mock.baseUrl(), "DU7654321");
      Caller admin =
          new Caller(caller.http(), caller.baseUrl().replace("/v1/api", ""), caller.account());
      caller.get("/iserver/accounts");
      caller.place(Caller.MARKET);
      int unknown = admin.get("/favicon.ico").status();
      // A stub without headers.
      admin.post("/__admin/mappings", "{\"request\":{\"urlPath\":\"/mine\"}}");
      int mine = admin.get("/mine").status();

      assertThat(mock.ready()).matches("ready https://localhost:\\d+/v1/api");
      assertThat(unknown).isEqualTo(302);
      assertThat(mine).isEqualTo(200);
      assertThat(Files.readAllLines(log))
          .extracting(line -> line.substring(line.indexOf(']') + 2))
          .satisfiesExactly(
              line ->
                  assertThat(line)
                      .isEqualTo("GET /v1/api/iserver/accounts -> 200 session/accounts"),
              line ->
                  assertThat(line)
                      .isEqualTo(
                          "POST /v1/api/iserver/account/DU***21/orders"
                              + " -> 200 orders/question-o354"),
              line -> assertThat(line).startsWith("GET /favicon.ico -> 302 | "),
              line -> assertThat(line).isEqualTo("GET /mine -> 200"));
      assertThat(mock.endsWithin(ServerProcess.TO_END)).isTrue();
    }
  }

  private static X509Certificate certificate(Path pem) throws Exception {
    try (var in = Files.newInputStream(pem)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }
}
