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
import io.github.cpapi.client.wire.Causes;
import io.github.cpapi.generated.model.Accounts;
import io.github.cpapi.generated.model.AuthStatus;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** One run of a {@link Preflight}. Not thread-safe. */
final class PreflightRun {

  private final Preflight preflight;
  private final Map<Check, Step> steps = new EnumMap<>(Check.class);
  private String fingerprint = "";

  PreflightRun(Preflight preflight) {
    this.preflight = preflight;
  }

  Preflight.Report report() {
    TlsTrust trust = Objects.requireNonNullElseGet(preflight.trust, TlsTrust::system);
    try (Gateway gateway =
        Gateway.connect(
            preflight.baseUrl, trust, preflight.connectTimeout, preflight.answerTimeout, "cpapi")) {
      if (certificateIsRead(gateway) && sessionIsUp(gateway)) {
        accounts(gateway)
            .ifPresent(accounts -> AccountCheck.of(accounts, preflight.account).forEach(this::add));
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
    if (!preflight.isHttps()) {
      ok(Check.CERTIFICATE, "none, because the base URL begins with http");
      return true;
    }
    ServerCertificate certificate;
    try {
      certificate = readCertificate();
    } catch (NotSentException e) {
      unreachable(gateway, e);
      return false;
    }
    fingerprint = certificate.sha256();
    reachable(gateway);
    boolean expired = certificate.expiry().isBefore(Instant.now());
    ok(
        Check.CERTIFICATE,
        "SHA-256 "
            + fingerprint
            + ", subject "
            + certificate.subject()
            + (expired ? ", expired " : ", expires ")
            + LocalDate.ofInstant(certificate.expiry(), ZoneOffset.UTC));
    if (preflight.trust == null) {
      add(new Step(Check.TRUST, State.NOT_CHECKED, "no trust is given", compare(gateway)));
    }
    return preflight.trust != null;
  }

  private ServerCertificate readCertificate() {
    return ServerCertificate.read(
        preflight.baseUrl, preflight.connectTimeout, preflight.answerTimeout);
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
      boolean page = e.status().orElse(0) == 400 && ApiCheck.isPage(e.rawBody().orElse(""));
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
                + e.getMessage()
                + e.rawBody()
                    .map(body -> "; the answer is " + ApiCheck.start(body.strip()))
                    .orElse(""),
            "Try again in a minute. If it stays, restart the gateway and log in again.");
      }
      return Optional.empty();
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

  private void unreachable(Gateway gateway, CpapiException e) {
    add(ConnectionCheck.of(e, gateway.name(), preflight));
    steps.remove(Check.CERTIFICATE);
  }

  private void trusted() {
    ok(
        Check.TRUST,
        preflight.isHttps() ? "the given trust accepts the certificate" : "nothing to trust");
  }

  /** The first call had no answer, or not one of the API. */
  private void noApi(Gateway gateway, CpapiException e) {
    if (e instanceof NotSentException notSent && notSent.pacing().isPresent()) {
      problem(
          Check.API_ACCESS,
          String.valueOf(e.getMessage()),
          "Nothing was sent. Run the preflight again, after the wait if one is named.");
    } else if (e instanceof NotSentException
        && preflight.isHttps()
        && Causes.has(SSLException.class, e)) {
      problem(Check.TRUST, refusal(gateway, e), compare(gateway));
    } else if (e instanceof NotSentException) {
      unreachable(gateway, e);
    } else if (!preflight.isHttps() && mayBeTls(e) && speaksTls()) {
      problem(
          Check.REACHABLE,
          gateway.name() + " accepts connections, but speaks TLS",
          "Begin the base URL with https.");
      steps.remove(Check.CERTIFICATE);
    } else {
      reachable(gateway);
      trusted();
      add(
          e instanceof NoAnswerException
              ? ApiCheck.noAnswer(e, gateway.name(), preflight.answerTimeout)
              : ApiCheck.wrongAnswer(
                  e, (preflight.isHttps() ? "https://" : "http://") + gateway.name()));
    }
  }

  /** Servers with TLS close a plain connection, or answer with a page of status 400. */
  private static boolean mayBeTls(CpapiException e) {
    return e instanceof NoAnswerException && !Causes.has(InterruptedIOException.class, e)
        || e.status().orElse(0) == 400;
  }

  private boolean speaksTls() {
    try {
      readCertificate();
      return true;
    } catch (NotSentException e) {
      return false;
    }
  }

  /** Why the trust refuses the certificate, whose fingerprint is in an earlier step. */
  private String refusal(Gateway gateway, CpapiException e) {
    if (Causes.has(SSLPeerUnverifiedException.class, e)) {
      return "the certificate does not name the host of " + gateway.name();
    }
    return preflight.trust instanceof TlsTrust.Pinned
        ? "the certificate is not the pinned one"
        : "the certificate is not trusted: " + Causes.rootMessage(e);
  }

  private void ok(Check check, String seen) {
    add(Step.ok(check, seen));
  }

  private void problem(Check check, String seen, String next) {
    add(Step.problem(check, seen, next));
  }

  private void add(Step step) {
    steps.put(step.check(), step);
  }
}
