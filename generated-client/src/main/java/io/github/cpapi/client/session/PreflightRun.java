package io.github.cpapi.client.session;

import io.github.cpapi.client.session.Preflight.Check;
import io.github.cpapi.client.session.Preflight.State;
import io.github.cpapi.client.session.Preflight.Step;
import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.NoAnswerException;
import io.github.cpapi.client.transport.NotSentException;
import io.github.cpapi.client.transport.ServerCertificate;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.generated.model.Accounts;
import io.github.cpapi.generated.model.AuthStatus;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** One run of a {@link Preflight}. Not thread-safe. */
final class PreflightRun {

  private static final int MAX_CAUSES = 10;
  private static final int MAX_BODY = 100;

  private final String baseUrl;
  private final @Nullable TlsTrust trust;
  private final @Nullable String account;
  private final Duration connectTimeout;
  private final Duration answerTimeout;
  private final boolean https;
  private String fingerprint = "";
  private final Map<Check, Step> steps = new EnumMap<>(Check.class);

  PreflightRun(
      String baseUrl,
      @Nullable TlsTrust trust,
      @Nullable String account,
      Duration connectTimeout,
      Duration answerTimeout) {
    this.baseUrl = baseUrl;
    this.trust = trust;
    this.account = account;
    this.connectTimeout = connectTimeout;
    this.answerTimeout = answerTimeout;
    this.https = baseUrl.regionMatches(true, 0, "https:", 0, "https:".length());
  }

  Preflight.Report report() {
    TlsTrust trusted = Objects.requireNonNullElseGet(trust, TlsTrust::system);
    try (Gateway gateway =
        Gateway.connect(baseUrl, trusted, connectTimeout, answerTimeout, "cpapi")) {
      if (certificateIsRead(gateway) && sessionIsUp(gateway)) {
        accounts(gateway).ifPresent(this::account);
      }
    }
    return new Preflight.Report(
        Arrays.stream(Check.values())
            .map(check -> steps.getOrDefault(check, notReached(check)))
            .toList());
  }

  private static Step notReached(Check check) {
    return new Step(check, State.NOT_CHECKED, "an earlier step has to be OK first", "");
  }

  /** Returns whether the checks can go on. */
  private boolean certificateIsRead(Gateway gateway) {
    if (!https) {
      ok(Check.CERTIFICATE, "none, because the base URL begins with http");
      return true;
    }
    ServerCertificate certificate;
    try {
      certificate = ServerCertificate.read(baseUrl, connectTimeout, answerTimeout);
    } catch (NotSentException e) {
      unreachable(gateway, e);
      return false;
    }
    fingerprint = certificate.sha256();
    reachable(gateway);
    boolean expired = certificate.expiry().isBefore(Instant.now());
    LocalDate expiry = LocalDate.ofInstant(certificate.expiry(), ZoneOffset.UTC);
    ok(
        Check.CERTIFICATE,
        "SHA-256 "
            + certificate.sha256()
            + ", subject "
            + certificate.subject()
            + (expired ? ", expired " : ", expires ")
            + expiry);
    if (trust == null) {
      add(Check.TRUST, State.NOT_CHECKED, "no trust is given", compare(gateway));
    }
    return trust != null;
  }

  private String compare(Gateway gateway) {
    String port = gateway.name().substring(gateway.name().lastIndexOf(':') + 1);
    return "Compare the SHA-256 with the one that this prints on the gateway's own machine: openssl s_client -connect"
        + " localhost:"
        + port
        + " </dev/null | openssl x509 -noout -fingerprint -sha256. If they are equal, trust it with"
        + " TlsTrust.pinned(\""
        + fingerprint
        + "\"). If they differ, something else answers in the gateway's place: send nothing.";
  }

  /** Returns whether the checks can go on. */
  private boolean sessionIsUp(Gateway gateway) {
    SessionState state;
    try {
      AuthStatus status = gateway.calls().value(gateway.session().getAuthStatus());
      state = Diagnosis.ofStatus(() -> status);
    } catch (CpapiException e) {
      boolean page = e.status().orElse(0) == 400 && isPage(e.rawBody().orElse(""));
      state = page ? new SessionState.Unreachable(e) : Diagnosis.ofFailure(e);
    }
    return state.accept(
        new SessionState.Visitor<>() {
          @Override
          public Boolean alive(SessionState.Alive alive) {
            loggedIn(gateway);
            ok(Check.BROKERAGE_SESSION, "authenticated, connected");
            ok(Check.COMPETING, "no other login competes");
            return true;
          }

          @Override
          public Boolean competing(SessionState.Competing competing) {
            loggedIn(gateway);
            problem(
                Check.COMPETING,
                "another login of the same user holds the brokerage session or competes for it",
                "Log that user out of TWS, the mobile app and other gateways, or log the gateway in as a user of its own.");
            AuthStatus status = competing.status();
            boolean up = status.authenticated() && status.connected();
            if (up) {
              ok(Check.BROKERAGE_SESSION, "authenticated, connected");
            } else {
              brokerageSessionIsDown(Check.BROKERAGE_SESSION, Diagnosis.whyNot(status));
            }
            return up;
          }

          @Override
          public Boolean brokerageLost(SessionState.BrokerageLost lost) {
            loggedIn(gateway);
            brokerageSessionIsDown(Check.BROKERAGE_SESSION, lost.reason());
            return false;
          }

          @Override
          public Boolean loginLost(SessionState.LoginLost lost) {
            answered(gateway);
            notLoggedIn();
            return false;
          }

          @Override
          public Boolean unreachable(SessionState.Unreachable unreachable) {
            noApi(gateway, unreachable.cause());
            return false;
          }
        });
  }

  private Optional<Accounts> accounts(Gateway gateway) {
    try {
      Accounts accounts = gateway.calls().value(gateway.session().getAccounts());
      ok(Check.BRIDGE, "the accounts can be read");
      return Optional.of(accounts);
    } catch (CpapiException e) {
      SessionState state = Diagnosis.ofFailure(e);
      if (state instanceof SessionState.BrokerageLost lost) {
        brokerageSessionIsDown(Check.BRIDGE, lost.reason());
      } else if (state instanceof SessionState.LoginLost) {
        notLoggedIn();
      } else {
        problem(
            Check.ACCOUNTS,
            "the accounts cannot be read: "
                + words(e)
                + e.rawBody().map(body -> "; the answer is " + start(body.strip())).orElse(""),
            "Try again in a minute. If it stays, restart the gateway and log in again.");
      }
      return Optional.empty();
    }
  }

  private void account(Accounts accounts) {
    String of = account == null ? accounts.selectedAccount() : account;
    String list = accounts.accounts().stream().map(Redactor::redact).toList().toString();
    if (accounts.accounts().isEmpty()) {
      problem(
          Check.ACCOUNTS,
          "the login has no account",
          "Log the gateway in as a user with an account. A new paper account can need a day until it is there.");
      return;
    }
    if (of.isEmpty()) {
      problem(
          Check.ACCOUNTS,
          "queried: " + list + "; no account is selected",
          "Name the account to check.");
      return;
    }
    if (!accounts.accounts().contains(of)) {
      problem(
          Check.ACCOUNTS,
          "queried: " + list + "; " + Redactor.redact(of) + " is not one of them",
          "Name an account of this login, or log the gateway in as the user of that account. A paper account has a"
              + " user name of its own.");
      return;
    }
    ok(
        Check.ACCOUNTS,
        "queried: " + list + "; selected: " + Redactor.redact(accounts.selectedAccount()));
    paperOrLive(of, accounts.paper());
  }

  /** Both have to say paper: a missing isPaper is not paper. */
  private void paperOrLive(String of, @Nullable Boolean isPaper) {
    boolean paperId = of.startsWith("D");
    String seen =
        Redactor.redact(of)
            + (paperId ? " begins with D, as paper accounts do" : " is the id of a live account")
            + "; isPaper is "
            + (isPaper == null ? "missing" : isPaper);
    if (paperId && Boolean.TRUE.equals(isPaper)) {
      ok(Check.PAPER, "paper: " + seen);
    } else if (!paperId && Boolean.FALSE.equals(isPaper)) {
      problem(
          Check.PAPER,
          "LIVE: " + seen,
          "Orders of this account are real money. Unless you want that, log the gateway in with the paper user.");
    } else {
      problem(
          Check.PAPER,
          "not proven to be paper: " + seen,
          "Treat the account as live: send no test orders. Log the gateway in with the paper user.");
    }
  }

  /** The first call was answered by the API. */
  private void answered(Gateway gateway) {
    reachable(gateway);
    trusted();
    boolean mock = gateway.hasAnswered() && gateway.isMock();
    ok(Check.API_ACCESS, "the API answers" + (mock ? "; it is a mock, not IBKR's gateway" : ""));
  }

  private void loggedIn(Gateway gateway) {
    answered(gateway);
    ok(Check.LOGIN, "the gateway is logged in");
  }

  private void notLoggedIn() {
    problem(
        Check.LOGIN,
        "the gateway is not logged in",
        "On the gateway's own machine, open its address in a browser and log in, or let IBeam do it.");
  }

  private void brokerageSessionIsDown(Check check, String reason) {
    problem(
        check,
        reason,
        "The login has no brokerage session. If IBeam runs, give it a minute. Otherwise open one with POST"
            + " /iserver/auth/ssodh/init, which is BrokerageSession.initialise(), and if that does not help, log in"
            + " again at the gateway.");
  }

  private void reachable(Gateway gateway) {
    ok(Check.REACHABLE, gateway.name() + " accepts connections");
  }

  private void trusted() {
    ok(Check.TRUST, https ? "the given trust accepts the certificate" : "nothing to trust");
  }

  /** The first call had no answer, or not one of the API. */
  private void noApi(Gateway gateway, CpapiException e) {
    if (e instanceof NotSentException notSent && notSent.pacing().isPresent()) {
      problem(
          Check.API_ACCESS,
          words(e),
          "Nothing was sent. Run the preflight again, after the wait if one is named.");
    } else if (e instanceof NotSentException && https && has(SSLException.class, e)) {
      problem(Check.TRUST, refusal(gateway, e), compare(gateway));
    } else if (e instanceof NotSentException) {
      unreachable(gateway, e);
    } else if (!https && mayBeTls(e) && speaksTls()) {
      problem(
          Check.REACHABLE,
          gateway.name() + " accepts connections, but speaks TLS",
          "Begin the base URL with https.");
      steps.remove(Check.CERTIFICATE);
    } else {
      reachable(gateway);
      trusted();
      if (e instanceof NoAnswerException) {
        noAnswer(gateway, e);
      } else {
        refused(gateway, e);
      }
    }
  }

  private void noAnswer(Gateway gateway, CpapiException e) {
    if (Thread.currentThread().isInterrupted()) {
      problem(Check.API_ACCESS, "interrupted", "Run the preflight again.");
    } else if (has(InterruptedIOException.class, e)) {
      problem(
          Check.API_ACCESS,
          gateway.name()
              + " accepts connections, but sends no answer within "
              + answerTimeout.toMillis() / 1000.0
              + " s",
          "Restart the gateway: five calls that IBKR's servers never answered block it for good. If it is still silent,"
              + " another program listens on this port: correct the port.");
    } else {
      problem(
          Check.API_ACCESS,
          has(EOFException.class, e)
              ? gateway.name() + " closes the connection without an answer"
              : "the answer is broken: " + root(e),
          "Check host, port and path of the base URL: another program may listen on this port. If it is the gateway,"
              + " or a proxy in front of it, restart it.");
    }
  }

  private void refused(Gateway gateway, CpapiException e) {
    int status = e.status().orElse(0);
    String body = e.rawBody().orElse("").strip();
    boolean page = isPage(body);
    String seen = "status " + status;
    if (page) {
      seen += ", a page for a browser";
    } else if (!body.isEmpty()) {
      seen += ": " + start(body);
    }
    String next;
    if ((status == 404 || status == 403) && body.equalsIgnoreCase("Access Denied")) {
      seen += "; the gateway's allow list does not contain this machine";
      next =
          "Add this machine's address, as the gateway sees it, to ips.allow in the gateway's conf.yaml and restart the"
              + " gateway. It takes single addresses and forms such as 192.168.1.*, but no ranges such as 192.168.1.0/24.";
    } else if (status == 500 && body.equals("Internal Server Error")) {
      next =
          "Look at ips.allow in the gateway's conf.yaml: a * alone makes every request fail like this. Then restart the"
              + " gateway.";
    } else if (status == 429) {
      next = "Too many requests: send nothing for 15 minutes, then try again.";
    } else if (status == 403) {
      next =
          "The gateway itself does not answer like this. See whether a proxy or IBKR's edge refuses the request, or"
              + " another program listens on this port.";
    } else if (status >= 500 && page) {
      next =
          "A proxy seems to answer in the gateway's place: start the gateway behind it, or correct where the proxy looks"
              + " for it.";
    } else if (status >= 500) {
      next = "Try again in a minute. If it stays, restart the gateway and log in again.";
    } else if (status / 100 == 3) {
      seen += ", a redirect; this is not the API";
      next =
          "Open "
              + (https ? "https://" : "http://")
              + gateway.name()
              + " in a browser: if it shows a login, log in there. Otherwise check host, port and path of the base URL:"
              + " another program may listen on this port.";
    } else if (status == 200 && body.startsWith("{")) {
      seen += "; " + words(e);
      next =
          "This is not the session status of the gateway. Check host, port and path of the base URL: another program may"
              + " listen on this port.";
    } else {
      seen += "; this is not the API";
      next = "Check host, port and path of the base URL: another program may listen on this port.";
    }
    problem(Check.API_ACCESS, seen, next);
  }

  private static String start(String body) {
    return body.length() <= MAX_BODY ? body : body.substring(0, MAX_BODY) + " …";
  }

  private static boolean isPage(String body) {
    return body.strip().startsWith("<");
  }

  /** Servers with TLS close a plain connection, or answer with a page of status 400. */
  private static boolean mayBeTls(CpapiException e) {
    return e instanceof NoAnswerException && !has(InterruptedIOException.class, e)
        || e.status().orElse(0) == 400;
  }

  private boolean speaksTls() {
    try {
      ServerCertificate.read(baseUrl, connectTimeout, answerTimeout);
      return true;
    } catch (NotSentException e) {
      return false;
    }
  }

  private void unreachable(Gateway gateway, CpapiException e) {
    steps.remove(Check.CERTIFICATE);
    if (Thread.currentThread().isInterrupted()) {
      problem(Check.REACHABLE, "interrupted", "Run the preflight again.");
    } else if (has(UnknownHostException.class, e)) {
      problem(
          Check.REACHABLE,
          "the host of " + gateway.name() + " cannot be resolved",
          "Correct the host in the base URL.");
    } else if (has(ConnectException.class, e)) {
      problem(
          Check.REACHABLE,
          "nothing accepts connections at " + gateway.name(),
          "Start the gateway, or correct host and port. In a container, publish the port.");
    } else {
      withoutTls(gateway, e);
    }
  }

  /** There was no TLS handshake: says what the port does instead. */
  private void withoutTls(Gateway gateway, CpapiException e) {
    switch (PlainHttp.at(baseUrl, connectTimeout, answerTimeout)) {
      case ANSWERS ->
          problem(
              Check.REACHABLE,
              gateway.name() + " speaks HTTP, not HTTPS",
              "Begin the base URL with http: "
                  + baseUrl.replaceFirst("(?i)^https", "http")
                  + ". A gateway does so with listenSsl: false in its conf.yaml; otherwise another program may listen"
                  + " there.");
      case SILENT ->
          problem(
              Check.REACHABLE,
              gateway.name() + " accepts connections, but answers nothing, neither TLS nor HTTP",
              "Check host and port: another program may listen there. If it is the gateway, restart it.");
      case OTHER ->
          problem(
              Check.REACHABLE,
              gateway.name() + " accepts connections, but speaks neither TLS nor HTTP: " + root(e),
              "Check host and port: another program may listen there.");
      case NO_CONNECTION ->
          problem(
              Check.REACHABLE,
              gateway.name() + " does not accept the connection in time",
              "Check host and port, and whether a firewall drops the packets.");
    }
  }

  /** Why the trust refuses the certificate, whose fingerprint is in an earlier step. */
  private String refusal(Gateway gateway, CpapiException e) {
    if (has(SSLPeerUnverifiedException.class, e)) {
      return "the certificate does not name the host of " + gateway.name();
    }
    return trust instanceof TlsTrust.Pinned
        ? "the certificate is not the pinned one"
        : "the certificate is not trusted: " + root(e);
  }

  private static String words(CpapiException e) {
    return String.valueOf(e.getMessage());
  }

  private static String root(Throwable e) {
    return causes(e)
        .reduce((outer, inner) -> inner)
        .map(cause -> Objects.requireNonNullElseGet(cause.getMessage(), cause::toString))
        .orElse("");
  }

  private static boolean has(Class<? extends Exception> kind, Throwable e) {
    return causes(e).anyMatch(kind::isInstance);
  }

  private static Stream<Throwable> causes(Throwable e) {
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause).limit(MAX_CAUSES);
  }

  private void ok(Check check, String seen) {
    add(check, State.OK, seen, "");
  }

  private void problem(Check check, String seen, String next) {
    add(check, State.PROBLEM, seen, next);
  }

  private void add(Check check, State state, String seen, String next) {
    steps.put(check, new Step(check, state, seen, next));
  }
}
