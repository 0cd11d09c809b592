package io.github.cpapi.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.conformance.Clause;
import io.github.cpapi.conformance.GatewayExtension;
import io.github.cpapi.conformance.GatewayUnderTest;
import io.github.cpapi.conformance.RawGateway;
import java.util.Set;
import okhttp3.Headers;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a gateway does below the operations: TLS, headers, bodies and errors. */
@DisplayName("On the wire a gateway")
@ExtendWith(GatewayExtension.class)
final class WireClauses {

  private static final String UNKNOWN_PATH = "/no-such-path";
  private static final String UNKNOWN_ORDER = "999999999999";

  @Test
  @Clause("WIR-01")
  @DisplayName("answers a path that does not exist with 404 and a page")
  void unknownPath(GatewayUnderTest gateway) {
    RawGateway.Answer answer = gateway.raw().get(UNKNOWN_PATH);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type").orElse("")).startsWith("text/html");
    assertThat(answer.text()).contains("Resource not found");
  }

  @Test
  @Clause("WIR-02")
  @DisplayName("sends an error as text, with the status as a number if at all")
  void errors(GatewayUnderTest gateway) {
    RawGateway.Answer answer = new Orders(gateway).status(UNKNOWN_ORDER);

    assertThat(answer.json().path("error").isTextual()).as("error is a string").isTrue();
    assertThat(answer.json().path("statusCode").asInt(answer.status())).isEqualTo(answer.status());
    assertThat(answer.json().path("statusCode").isTextual()).as("statusCode is a string").isFalse();
  }

  @Test
  @Clause("WIR-03")
  @DisplayName("answers in chunks, without a length")
  void chunkedAnswers(GatewayUnderTest gateway) {
    RawGateway.Answer answer = gateway.raw().get("/iserver/auth/status");

    assertThat(answer.header("Transfer-Encoding")).contains("chunked");
    assertThat(answer.header("Content-Length")).isEmpty();
  }

  @Test
  @Clause("WIR-04")
  @DisplayName("loses a body that is sent in chunks")
  void chunkedRequests(GatewayUnderTest gateway) {
    String body = "{'conid':756733,'isBuy':true}";

    RawGateway.Answer whole = gateway.raw().post("/iserver/contract/rules", body);
    RawGateway.Answer chunked = gateway.raw().postChunked("/iserver/contract/rules", body);

    assertThat(whole.status()).isEqualTo(200);
    assertThat(chunked.status()).isNotEqualTo(200);
  }

  @Test
  @Clause("WIR-05")
  @DisplayName("speaks TLS 1.2")
  void tls(GatewayUnderTest gateway) {
    RawGateway.Answer answer = gateway.raw().get("/iserver/auth/status");
    Assumptions.assumeFalse(answer.tlsVersion().isEmpty(), "the target is reached without TLS");

    assertThat(answer.tlsVersion()).isEqualTo("TLSv1.2");
  }

  @Test
  @Clause("WIR-06")
  @DisplayName("forbids caches, and declares JSON with its character set")
  void headers(GatewayUnderTest gateway) {
    RawGateway.Answer answer = gateway.raw().get("/iserver/auth/status");

    assertThat(answer.header("Cache-Control").orElse("")).contains("no-store");
    assertThat(answer.header("Content-Type").orElse("")).startsWith("application/json");
  }

  @Test
  @Clause("WIR-07")
  @DisplayName("has booleans in session answers, and texts of 0 and 1 in orders")
  void booleans(GatewayUnderTest gateway) {
    JsonNode status = gateway.raw().get("/iserver/auth/status").json();

    assertThat(Set.of("authenticated", "connected", "competing"))
        .allSatisfy(flag -> assertThat(status.path(flag).isBoolean()).as(flag).isTrue());
  }

  @Test
  @Clause("WIR-08")
  @DisplayName("takes a request line of 4096 characters, and answers a longer one with 414")
  void requestLine(GatewayUnderTest gateway) {
    RawGateway.Answer shorter = gateway.raw().get(UNKNOWN_PATH + "?a=" + "a".repeat(3900));
    RawGateway.Answer longer = gateway.raw().get(UNKNOWN_PATH + "?a=" + "a".repeat(4096));

    assertThat(shorter.status()).isEqualTo(404);
    assertThat(longer.status()).isEqualTo(414);
  }

  @Test
  @Clause("WIR-09")
  @DisplayName("answers more than 8192 characters of headers with 400")
  void headerLimit(GatewayUnderTest gateway) {
    RawGateway.Answer fewer =
        gateway.raw().get(UNKNOWN_PATH, Headers.of("X-Padding", "a".repeat(7900)));
    RawGateway.Answer more =
        gateway.raw().get(UNKNOWN_PATH, Headers.of("X-Padding", "a".repeat(8192)));

    assertThat(fewer.status()).isEqualTo(404);
    assertThat(more.status()).isEqualTo(400);
    assertThat(more.text()).isEmpty();
  }

  @Test
  @Clause("WIR-10")
  @DisplayName("has the API below /v1/portal too")
  void portal(GatewayUnderTest gateway) {
    RawGateway.Answer answer = gateway.raw().get("/../portal/iserver/auth/status");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("authenticated").isBoolean()).isTrue();
  }

  @Test
  @Clause("WIR-11")
  @DisplayName("redirects its root to the page of the login")
  void root(GatewayUnderTest gateway) {
    RawGateway.Answer answer = gateway.raw().get("/../../");

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location").orElse("")).startsWith("/sso/Login?");
  }
}
