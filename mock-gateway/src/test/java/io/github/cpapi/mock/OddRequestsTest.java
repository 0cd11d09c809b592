package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A request that makes no sense to the mock")
@ExtendWith(OwnAccount.class)
class OddRequestsTest {

  @Test
  @DisplayName("for the root is sent to the login page, as the gateway does")
  void root(Caller caller) {
    String answer = raw(caller).send("GET / HTTP/1.1");

    assertThat(answer)
        .startsWith("HTTP/1.1 302 Found")
        .contains("\r\nLocation: /sso/Login?forwardTo=22&RL=1&ip2loc=US\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/api",
        "/v1/portal",
        "/tickle",
        "/v2/api/x",
        "/V1/API/tickle",
        "//v1/api/tickle",
        "/v1/api;a=b/tickle",
        "/sso/Login?forwardTo=22",
        "/favicon.ico"
      })
  @DisplayName("for a path outside the API is a marked 404, and never sent to another host")
  void outside(String path, Caller caller) {
    String answer = raw(caller).send("GET " + path + " HTTP/1.1");

    assertThat(answer)
        .startsWith("HTTP/1.1 404 Not Found")
        .contains("X-Mock-Why: ", "lies outside /v1/api/")
        .doesNotContain("Location");
  }

  @ParameterizedTest
  @ValueSource(strings = {"force=%zz", "%", "a=%f", "%zz=a"})
  @DisplayName("because of a stray percent sign in its query is a marked 501")
  void strayPercentSign(String query, Caller caller) {
    String answer = raw(caller).send("GET /v1/api/iserver/account/orders?" + query + " HTTP/1.1");

    assertThat(answer)
        .startsWith("HTTP/1.1 501 Not Implemented")
        .contains("X-Mock-Why: not played: a percent sign in the query");
  }

  @Test
  @DisplayName("because of a charset that does not exist places no order")
  void unknownCharset(Caller caller) {
    String body = "{\"orders\":[{" + Caller.MARKET + "}]}";

    Exchange answer =
        caller.send(
            "POST",
            "/iserver/account/" + caller.account() + "/orders",
            body,
            "Content-Type",
            "application/json; charset=nope");

    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.why()).contains("charset");
    assertThat(caller.firstLiveOrder().isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/api/%zz HTTP/1.1",
        "GET /v1/api/a%00b HTTP/1.1",
        "GET /v1/api/../../../x HTTP/1.1",
        "GET /v1/api/t{}|^\"<> HTTP/1.1",
        "GET /v1/api/\u00ff HTTP/1.1",
        "GET http://other/v1/api/tickle HTTP/1.1",
        "GET http://[::1 HTTP/1.1",
        "GET foo HTTP/1.1",
        "GET * HTTP/1.1",
        "OPTIONS * HTTP/1.1",
        "CONNECT other:443 HTTP/1.1",
        "TRACE / HTTP/1.1",
        "FOO /v1/api/tickle HTTP/1.1",
        "GET /v1/api/tickle HTTP/9.9",
        "GET",
        "\u0016\u0003\u0001",
        "POST /v1/api/tickle HTTP/1.1\nContent-Length: x",
        "POST /v1/api/tickle HTTP/1.1\nContent-Length: 3\nContent-Encoding: gzip",
        "POST /v1/api/tickle HTTP/1.1\nContent-Length: 3\nContent-Type: multipart/form-data",
        "POST /v1/api/tickle HTTP/1.1\nTransfer-Encoding: chunked",
        "POST /v1/api/tickle HTTP/1.1\nTransfer-Encoding: nope",
        "POST /v1/api/tickle HTTP/1.1\nExpect: nope",
        "POST /v1/api/tickle HTTP/1.1\nHost: other",
        "POST /v1/api/tickle HTTP/1.1\n: x",
        "GET /__admin/mappings?limit=x HTTP/1.1",
      })
  @DisplayName("because of anything else is answered with the reason in the header and no page")
  void noStackTrace(String head, Caller caller) {
    String answer = raw(caller).send(head, "{\"}");

    assertThat(answer)
        .startsWith("HTTP/1.1 ")
        .contains("\r\nX-Mock-Why: ")
        .doesNotContain("\tat ", "Caused by", "<h2>", "<pre>");
  }

  @Test
  @DisplayName("because it is very long is quoted in part")
  void longPath(Caller caller) {
    String answer = raw(caller).send("GET /" + "a".repeat(7000) + " HTTP/1.1");

    assertThat(answer).startsWith("HTTP/1.1 404").contains("aaa...\r\n").hasSizeLessThan(2000);
  }

  private static RawCaller raw(Caller caller) {
    return new RawCaller(URI.create(caller.baseUrl()).getPort());
  }
}
