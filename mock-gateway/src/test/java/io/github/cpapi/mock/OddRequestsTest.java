package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @Test
  @DisplayName("for the root gets the mock's login page if the client follows the redirect")
  void rootFollowed(Caller caller) {
    String page = raw(caller).send("GET /sso/Login?forwardTo=22&RL=1&ip2loc=US HTTP/1.1");

    assertThat(page)
        .startsWith("HTTP/1.1 200 OK")
        .contains("\r\nContent-Type: text/html; charset=utf-8\r\n")
        .contains("\r\nX-Mock-Why: made up in place of the broker's login page")
        .contains("This is the cpapi mock gateway");
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
        "/favicon.ico"
      })
  @DisplayName(
      "for a path outside the API is redirected like the gateway's, but to the mock itself")
  void outside(String path, Caller caller) {
    String answer = raw(caller).send("POST " + path + " HTTP/1.1");
    String followed = raw(caller).send("POST /api.ibkr.com" + path + " HTTP/1.1");

    assertThat(answer)
        .startsWith("HTTP/1.1 302 Found")
        .contains("\r\nLocation: /api.ibkr.com" + path + "\r\n")
        .contains("X-Mock-Why: " + path + " lies outside /v1/api/");
    assertThat(followed)
        .startsWith("HTTP/1.1 404 Not Found")
        .contains("X-Mock-Why: the gateway would have redirected to https://api.ibkr.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sso/Login/more", "/css/a", "/demo", "/qa/api/tickle", "/status"})
  @DisplayName("for a page that only the gateway has is a marked 404")
  void notHere(String path, Caller caller) {
    String answer = raw(caller).send("GET " + path + " HTTP/1.1");

    assertThat(answer)
        .startsWith("HTTP/1.1 404 Not Found")
        .contains("X-Mock-Why: ")
        .doesNotContain("Location");
  }

  @ParameterizedTest
  @ValueSource(strings = {"force=%zz", "%", "a=%f", "%zz=a"})
  @DisplayName("because of a stray percent sign in its query is a marked 501")
  void strayPercentSign(String query, Caller caller) {
    String answer = raw(caller).send("GET /v1/api/iserver/account/orders?" + query + " HTTP/1.1");

    assertThat(answer)
        .startsWith("HTTP/1.1 501 Not Implemented")
        .contains("X-Mock-Why: not supported: a percent sign in the query");
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
  @DisplayName("because it is long is quoted in part")
  void longPath(Caller caller) {
    String answer = raw(caller).send("GET /" + "a".repeat(4000) + " HTTP/1.1");

    assertThat(answer.lines())
        .filteredOn(line -> line.startsWith("X-Mock-Why: "))
        .singleElement()
        .satisfies(line -> assertThat(line).endsWith("aaa...").hasSizeLessThan(1100));
  }

  @ParameterizedTest(name = "a path of {0} letters")
  @CsvSource({
    "4083, 302 Found",
    "4084, 414 Request-URI Too Long",
    "7000, 414 Request-URI Too Long"
  })
  @DisplayName("because its first line has more than 4,096 letters is refused by the server")
  void requestLine(int length, String status, Caller caller) {
    String answer = raw(caller).send("GET /" + "a".repeat(length - 1) + " HTTP/1.1");

    assertThat(answer).startsWith("HTTP/1.1 " + status);
  }

  @ParameterizedTest(name = "a header of {0} letters")
  @CsvSource({"8000, 200 OK", "8192, 400 Bad Request", "9000, 400 Bad Request"})
  @DisplayName("because its headers have more than 8,192 letters is refused without a body")
  void headers(int length, String status, Caller caller) {
    String answer = raw(caller).send("GET /v1/tws/x HTTP/1.1\nX-Long: " + "a".repeat(length));

    assertThat(answer).startsWith("HTTP/1.1 " + status).contains("Connection: close");
    assertThat(answer.endsWith("\r\n\r\n")).isEqualTo(status.startsWith("400"));
  }

  @Test
  @DisplayName("because its body is encoded is a marked 501, and places no order")
  void encoded(Caller caller) {
    Exchange answer =
        caller.send(
            "POST",
            "/iserver/account/" + caller.account() + "/orders",
            "{\"orders\":[{" + Caller.MARKET + "}]}",
            "Content-Encoding",
            "gzip");

    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.why()).startsWith("not supported: a body with a Content-Encoding");
    assertThat(caller.firstLiveOrder().isMissingNode()).isTrue();
  }

  @Test
  @DisplayName("for no path at all is a marked 501")
  void asterisk(Caller caller) {
    assertThat(raw(caller).send("OPTIONS * HTTP/1.1"))
        .startsWith("HTTP/1.1 501 Not Implemented")
        .contains("X-Mock-Why: not supported: OPTIONS *");
  }

  private static RawCaller raw(Caller caller) {
    return new RawCaller(URI.create(caller.baseUrl()).getPort());
  }
}
