package io.github.cpapi.client.session;

import static io.github.cpapi.client.session.Preflight.Check.ACCOUNTS;
import static io.github.cpapi.client.session.Preflight.Check.API_ACCESS;
import static io.github.cpapi.client.session.Preflight.Check.BRIDGE;
import static io.github.cpapi.client.session.Preflight.Check.BROKERAGE_SESSION;
import static io.github.cpapi.client.session.Preflight.Check.COMPETING;
import static io.github.cpapi.client.session.Preflight.Check.LOGIN;
import static io.github.cpapi.client.session.Preflight.Check.PAPER;
import static io.github.cpapi.client.session.Preflight.Check.REACHABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.client.pacing.RateLimiter;
import io.github.cpapi.client.session.Preflight.Check;
import io.github.cpapi.client.session.Preflight.Report;
import io.github.cpapi.client.session.Preflight.State;
import io.github.cpapi.client.session.Preflight.Step;
import io.github.cpapi.client.transport.TlsTrust;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The preflight")
class PreflightTest extends SessionAtAScriptedGateway {

  private static final String ALIVE = "{'authenticated':true,'connected':true,'competing':false}";
  private static final Duration SOON = Duration.ofMillis(300);

  @Test
  @DisplayName("is ready for a paper account, after two reads and nothing else")
  void isReady() throws Exception {
    play("auth-status", "accounts");

    Report report = preflight().account("DU1234567").run();

    assertThat(report.ready()).isTrue();
    assertThat(report.steps()).extracting(Step::check).containsExactly(Check.values());
    assertThat(report.step(PAPER).seen())
        .isEqualTo("paper: DU***67 begins with D, as paper accounts do; isPaper is true");
    assertThat(requests()).containsExactly("GET iserver/auth/status", "GET iserver/accounts");
  }

  @Test
  @DisplayName("without an account checks the selected one")
  void checksTheSelectedAccount() {
    play("auth-status", "accounts");

    Report report = preflight().run();

    assertThat(report.ready()).isTrue();
    assertThat(report.step(ACCOUNTS).seen()).isEqualTo("queried: [DU***67]; selected: DU***67");
  }

  @ParameterizedTest
  @CsvSource({
    "404, Access Denied,         ips.allow",
    "403, Access Denied,         ips.allow",
    "403, <html>Access Denied,   a proxy or IBKR's edge",
    "500, Internal Server Error, a * alone",
    "404, <html>,                another program",
    "302, '',                    if it shows a login",
    "200, <html>,                another program",
    "200, OK,                    another program",
    "200, {},                    not the session status",
    "200, '{\"authenticated\":tr', not the session status",
    "502, <html>Bad Gateway,     start the gateway behind it",
    "503, '',                    Try again in a minute",
    "429, '',                    15 minutes"
  })
  @DisplayName("says why the API refuses to answer, and checks no further")
  void theApiRefuses(int status, String body, String next) throws Exception {
    server.enqueue(
        new MockResponse.Builder().code(status).addHeader("Retry-After", "1").body(body).build());

    Report report = preflight().run();

    assertProblem(report, API_ACCESS, next);
    assertThat(report.step(API_ACCESS).seen()).contains("status " + status);
    assertNothingAfter(report, API_ACCESS);
    assertThat(requests()).hasSize(1);
  }

  @Test
  @DisplayName("takes a page with status 400 for another program, not for a missing bridge")
  void aPageOf400() {
    answer(400, "<html>");

    Report report = preflight().run();

    assertProblem(report, API_ACCESS, "another program");
    assertNothingAfter(report, API_ACCESS);
  }

  @Test
  @DisplayName("sends nothing during a penalty, and says when it ends")
  void penalty() throws Exception {
    server.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "60").build());
    preflight().run();

    Report report = preflight().run();

    assertProblem(report, API_ACCESS, "Nothing was sent");
    assertThat(report.step(API_ACCESS).seen()).contains("429");
    assertThat(requests()).hasSize(1);
    RateLimiter.shared(server.baseUrl()).endPenalty();
  }

  @ParameterizedTest
  @CsvSource({"http", "https"})
  @DisplayName("ends at an interrupt, with a problem and without a request")
  void isInterrupted(String scheme) {
    Thread.currentThread().interrupt();

    Report report = (scheme.equals("http") ? preflight() : https()).run();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(report.ready()).isFalse();
    assertThat(report.toString()).containsIgnoringCase("interrupt");
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  @DisplayName("says that a silent gateway has to be restarted")
  void noAnswer() {
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());

    Report report = preflight().timeouts(SOON, SOON).run();

    assertProblem(report, API_ACCESS, "Restart the gateway");
    assertThat(report.step(REACHABLE).state()).isEqualTo(State.OK);
  }

  @ParameterizedTest
  @CsvSource({"401, ''", "401, <html>", "410, ''"})
  @DisplayName("says where to log in, and does not log in itself")
  void noLogin(int status, String body) throws Exception {
    answer(status, body);

    Report report = preflight().run();

    assertProblem(report, LOGIN, "log in, or let IBeam do it");
    assertThat(report.step(API_ACCESS).state()).isEqualTo(State.OK);
    assertNothingAfter(report, LOGIN);
    assertThat(requests()).containsExactly("GET iserver/auth/status");
  }

  @Test
  @DisplayName("reports a brokerage session that is down, and does not initialise it")
  void noBrokerageSession() throws Exception {
    play("auth-status-logged-out");

    Report report = preflight().run();

    assertProblem(report, BROKERAGE_SESSION, "BrokerageSession.initialise()");
    assertThat(report.step(BROKERAGE_SESSION).seen()).contains("not authenticated, not connected");
    assertNothingAfter(report, BROKERAGE_SESSION);
    assertThat(requests()).containsExactly("GET iserver/auth/status");
  }

  @Test
  @DisplayName("reports a competing login, and checks on while the session is up")
  void competing() {
    answer(200, "{'authenticated':true,'connected':true,'competing':true}");
    play("accounts");

    Report report = preflight().run();

    assertProblem(report, COMPETING, "Log that user out");
    assertThat(report.step(BROKERAGE_SESSION).state()).isEqualTo(State.OK);
    assertThat(report.step(PAPER).state()).isEqualTo(State.OK);
    assertThat(report.ready()).isFalse();
  }

  @Test
  @DisplayName("reports both a competing login and the session that it has taken")
  void heldByAnother() throws Exception {
    answer(200, "{'authenticated':false,'connected':true,'competing':true}");

    Report report = preflight().run();

    assertProblem(report, COMPETING, "Log that user out");
    assertProblem(report, BROKERAGE_SESSION, "");
    assertThat(report.step(BRIDGE).state()).isEqualTo(State.NOT_CHECKED);
    assertThat(requests()).hasSize(1);
  }

  @Test
  @DisplayName("reports a missing bridge in the gateway's own words")
  void noBridge() {
    play("auth-status", "accounts-no-bridge");

    Report report = preflight().run();

    assertProblem(report, BRIDGE, "initialise()");
    assertThat(report.step(BRIDGE).seen()).contains("no bridge");
    assertNothingAfter(report, BRIDGE);
  }

  @Test
  @DisplayName("notices a login that ends between its two calls")
  void theLoginEnds() {
    answer(200, ALIVE);
    answer(401, "");

    assertProblem(preflight().run(), LOGIN, "log in");
  }

  @Test
  @DisplayName("reports accounts that cannot be read")
  void noAccounts() {
    answer(200, ALIVE);
    answer(500, "{'error':'trouble'}");

    Report report = preflight().run();

    assertProblem(report, ACCOUNTS, "Try again");
    assertThat(report.step(ACCOUNTS).seen()).contains("trouble");
  }

  @Test
  @DisplayName("reports an account that is not one of the login, with masked ids, and selects none")
  void anotherAccount() throws Exception {
    play("auth-status", "accounts");

    Report report = preflight().account("DU7654321").run();

    assertProblem(report, ACCOUNTS, "user of that account");
    assertThat(report.step(ACCOUNTS).seen())
        .isEqualTo("queried: [DU***67]; DU***21 is not one of them");
    assertNothingAfter(report, ACCOUNTS);
    assertThat(requests()).noneMatch(request -> request.startsWith("POST"));
  }

  @ParameterizedTest
  @CsvSource({
    "U1234567,  ',\"isPaper\":false', 'LIVE: ',               isPaper is false",
    "U1234567,  ',\"isPaper\":true',  'not proven to be paper', isPaper is true",
    "U1234567,  '',                   'not proven to be paper', isPaper is missing",
    "DU1234567, ',\"isPaper\":false', 'not proven to be paper', isPaper is false",
    "DU1234567, '',                   'not proven to be paper', isPaper is missing"
  })
  @DisplayName("takes an account for paper only if its id and isPaper say so")
  void isNotPaper(String account, String isPaper, String verdict, String reason) {
    answer(200, ALIVE);
    answer(
        200,
        "{\"accounts\":[\"%s\"],\"selectedAccount\":\"%s\"%s}"
            .formatted(account, account, isPaper));

    Report report = preflight().account(account).run();

    assertProblem(report, PAPER, "");
    assertThat(report.step(PAPER).seen()).startsWith(verdict).contains(reason);
    assertThat(report.ready()).isFalse();
  }

  @Test
  @DisplayName("says that nothing listens at the address")
  void refusedConnection() {
    server.close();

    Report report = preflight().run();

    assertProblem(report, REACHABLE, "Start the gateway");
    assertThat(report.step(REACHABLE).seen())
        .isEqualTo("nothing accepts connections at localhost:" + server.port());
    assertNothingAfter(report, REACHABLE, Check.CERTIFICATE);
  }

  @Test
  @DisplayName("says that nothing listens at an https address")
  void refusedTlsConnection() {
    server.close();

    assertProblem(https().run(), REACHABLE, "Start the gateway");
  }

  @ParameterizedTest
  @CsvSource({"http", "https"})
  @DisplayName("says that a host has no address")
  void unknownHost(String scheme) {
    Report report = Preflight.of(scheme + "://nowhere.invalid:5000/v1/api").run();

    assertProblem(report, REACHABLE, "Correct the host");
    assertNothingAfter(report, REACHABLE);
  }

  @Test
  @DisplayName("says that a port accepts connections and then is silent")
  void silentPort() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      Report report =
          Preflight.of("https://localhost:" + silent.getLocalPort() + "/v1/api")
              .timeouts(SOON, SOON)
              .run();

      assertProblem(report, REACHABLE, "another program");
      assertThat(report.step(REACHABLE).seen())
          .contains("accepts connections, but answers nothing, neither TLS nor HTTP");
    }
  }

  @Test
  @DisplayName("says that a server which waits for a request during the handshake speaks HTTP")
  void httpThatWaits() throws Exception {
    try (ServerSocket plain = new ServerSocket(0)) {
      new Thread(() -> answerOnlyHttp(plain)).start();

      Report report =
          Preflight.of("https://localhost:" + plain.getLocalPort() + "/v1/api")
              .timeouts(SOON, SOON)
              .run();

      assertProblem(report, REACHABLE, "http://localhost:" + plain.getLocalPort() + "/v1/api");
      assertThat(report.step(REACHABLE).seen()).contains("speaks HTTP, not HTTPS");
    }
  }

  /** Says nothing to a TLS handshake, because it contains no end of a line. */
  private static void answerOnlyHttp(ServerSocket plain) {
    List<Socket> silent = new ArrayList<>();
    while (!plain.isClosed()) {
      try {
        Socket connection = plain.accept();
        if (connection.getInputStream().read() != 'H') {
          silent.add(connection);
          continue;
        }
        connection
            .getOutputStream()
            .write("HTTP/1.0 501 X\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        connection.close();
      } catch (IOException closed) {
        // The test has ended.
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'SSH-2.0-OpenSSH_9\r\n\r\n'",
    "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'"
  })
  @DisplayName("says that an answer is broken")
  void brokenAnswer(String answer) throws Exception {
    try (ServerSocket other = new ServerSocket(0)) {
      Thread answering = new Thread(() -> answerAlways(other, answer));
      answering.start();

      Report report =
          Preflight.of("http://localhost:" + other.getLocalPort() + "/v1/api")
              .timeouts(SOON, SOON)
              .run();

      assertProblem(report, API_ACCESS, "another program");
      assertThat(report.step(API_ACCESS).seen()).startsWith("the answer is broken: ");
      assertThat(report.toString()).doesNotContain("Exception");
    }
  }

  private static void answerAlways(ServerSocket server, String answer) {
    while (!server.isClosed()) {
      try (Socket connection = server.accept()) {
        connection.getInputStream().read(new byte[65536]);
        connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException closed) {
        // The test has ended, or the client has hung up.
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"accounts\":[],\"selectedAccount\":\"\",\"isPaper\":true}',            has no account",
    "'{\"accounts\":[\"DU1234567\"],\"selectedAccount\":\"\",\"isPaper\":true}', no account is selected",
    "'{\"error\":\"not now\"}',                                           not now"
  })
  @DisplayName("says what is wrong with the accounts")
  void oddAccounts(String accounts, String seen) {
    answer(200, ALIVE);
    answer(200, accounts);

    Report report = preflight().run();

    assertProblem(report, ACCOUNTS, "");
    assertThat(report.step(ACCOUNTS).seen()).contains(seen);
  }

  @Test
  @DisplayName("writes an IPv6 address in brackets")
  void ipv6() {
    Report report = Preflight.of("http://[::1]:1/v1/api").run();

    assertProblem(report, REACHABLE, "Start the gateway");
    assertThat(report.step(REACHABLE).seen()).endsWith("[::1]:1");
  }

  @Test
  @DisplayName("says that a gateway without TLS needs an http URL")
  void noTls() throws Exception {
    try (ServerSocket plain = new ServerSocket(0)) {
      Thread refusing = new Thread(() -> refuse(plain));
      refusing.start();

      Report report =
          Preflight.of("https://localhost:" + plain.getLocalPort() + "/v1/api")
              .tls(TlsTrust.system())
              .run();

      assertProblem(
          report,
          REACHABLE,
          "Begin the base URL with http: http://localhost:" + plain.getLocalPort() + "/v1/api");
      assertThat(report.step(REACHABLE).seen()).contains("speaks HTTP, not HTTPS");
      assertNothingAfter(report, REACHABLE);
    }
  }

  /** Answers each handshake at once, as an HTTP server does that cannot read it as a request. */
  private static void refuse(ServerSocket plain) {
    byte[] badRequest =
        "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    while (!plain.isClosed()) {
      try (Socket connection = plain.accept()) {
        connection.getInputStream().readNBytes(1);
        connection.getOutputStream().write(badRequest);
      } catch (IOException closed) {
        // The test has ended, or the client has hung up.
      }
    }
  }

  @Test
  @DisplayName("of a wrong base URL or an unreadable PEM file is refused, and nothing is sent")
  void badInput() {
    assertThatThrownBy(() -> Preflight.of("https://localhost:5000").run())
        .hasMessageContaining("ends with /v1/api");
    assertThatThrownBy(() -> https().tls(TlsTrust.pem(Path.of("absent.pem"))).run())
        .hasMessageContaining("absent.pem");
    assertThatThrownBy(() -> preflight().timeouts(Duration.ZERO, SOON))
        .hasMessage("connectTimeout: expected more than zero, but got PT0S");
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  @DisplayName("prints one line for each step, and one for what to do next")
  void isReadable() {
    answer(401, "");

    assertThat(preflight().run().toString().lines())
        .hasSize(Check.values().length + 1)
        .contains(
            "ok          API access: the API answers",
            "problem     login: the gateway is not logged in",
            "            > On the gateway's own machine, open its address in a browser and log in, or let IBeam do it.",
            "not checked paper: an earlier step has to be OK first");
  }

  @Test
  @DisplayName("prints no control characters of the server")
  void nothingReachesTheTerminal() {
    server.enqueue(new MockResponse.Builder().code(404).body("a\u001b[2Jb\nc").build());

    assertThat(preflight().run().step(API_ACCESS).seen()).contains("a [2Jb c");
  }

  @Test
  @DisplayName("has a report that does not change")
  void isImmutable() {
    List<Step> steps = new ArrayList<>(List.of(new Step(LOGIN, State.OK, "", "")));
    Report report = new Report(steps);

    steps.clear();

    assertThat(report.steps()).hasSize(1);
    assertThatThrownBy(() -> report.steps().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private Preflight preflight() {
    return Preflight.of(server.baseUrl());
  }

  private Preflight https() {
    return Preflight.of("https://localhost:" + server.port() + "/v1/api").tls(TlsTrust.system());
  }

  private static void assertProblem(Report report, Check check, String next) {
    assertThat(report.step(check).state()).as("%s", report).isEqualTo(State.PROBLEM);
    assertThat(report.step(check).next()).isNotBlank().contains(next);
    assertThat(report.ready()).isFalse();
  }

  /** Later steps are not checked, except those that are known without the gateway. */
  private static void assertNothingAfter(Report report, Check last, Check... known) {
    assertThat(report.steps())
        .filteredOn(
            step ->
                step.check().compareTo(last) > 0 && !Arrays.asList(known).contains(step.check()))
        .extracting(Step::state)
        .containsOnly(State.NOT_CHECKED);
  }
}
