package io.github.cpapi.client.session;

import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.client.wire.Given;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a gateway is ready for orders of a paper account, from the connection to the
 * account, and says what to do next. For a gateway that was just started, by hand or by IBeam.
 *
 * <pre>{@code
 * System.out.println(Preflight.of("https://localhost:5000/v1/api").run());
 * }</pre>
 *
 * <p>It changes nothing at the gateway: it reads the certificate in a handshake without a request,
 * and sends at most {@code GET /iserver/auth/status} and {@code GET /iserver/accounts}, within the
 * documented rate limits. The latter counts as the query that IBKR requires before orders (evidence
 * Q79). A port that completes no handshake is sent {@code HEAD /} in plain HTTP. It never
 * initialises, takes over or ends a session, and selects no account.
 *
 * <p>Immutable and thread-safe.
 */
public final class Preflight {

  final String baseUrl;
  final @Nullable TlsTrust trust;
  final @Nullable String account;
  final Duration connectTimeout;
  final Duration answerTimeout;

  private Preflight(
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
  }

  /**
   * Returns the preflight of a gateway, without trust and account. Sends nothing.
   *
   * @param baseUrl for example {@code https://localhost:5000/v1/api}
   */
  public static Preflight of(String baseUrl) {
    return new Preflight(
        Given.value("baseUrl", baseUrl), null, null, Duration.ofSeconds(5), Duration.ofSeconds(15));
  }

  /**
   * Returns a copy that accepts a certificate. Default: none; the preflight of an https URL then
   * ends after it has read the certificate.
   */
  public Preflight tls(TlsTrust tls) {
    Given.value("tls", tls);
    return new Preflight(baseUrl, tls, account, connectTimeout, answerTimeout);
  }

  /**
   * Returns a copy that checks an account. Default: the account that is selected in the session.
   *
   * @param account for example {@code DU1234567}
   */
  public Preflight account(String account) {
    Given.value("account", account);
    return new Preflight(baseUrl, trust, account, connectTimeout, answerTimeout);
  }

  /**
   * Returns a copy with other time-outs. Default: 5 seconds to connect and 15 seconds to answer.
   *
   * @param connectTimeout more than zero
   * @param answerTimeout more than zero
   * @throws IllegalArgumentException if one is not more than zero
   */
  public Preflight timeouts(Duration connectTimeout, Duration answerTimeout) {
    return new Preflight(
        baseUrl,
        trust,
        account,
        positive("connectTimeout", connectTimeout),
        positive("answerTimeout", answerTimeout));
  }

  /**
   * Runs the checks in the order of {@link Check}, up to the first problem that leaves nothing to
   * check. Trouble at the gateway is a step of the report, not an exception.
   *
   * <p>Blocks for at most a handshake and two calls: {@code 3 * (connectTimeout + answerTimeout)}
   * plus 20 seconds for the rate limiter; 80 seconds by default. An interrupt ends a wait for the
   * rate limiter or for a connection; that step is then a problem.
   *
   * @throws IllegalArgumentException if the base URL is not one of a gateway, or the PEM file of
   *     the trust cannot be read; nothing was sent
   */
  public Report run() {
    return new PreflightRun(this).report();
  }

  boolean isHttps() {
    return baseUrl.regionMatches(true, 0, "https:", 0, "https:".length());
  }

  private static Duration positive(String name, Duration duration) {
    Given.value(name, duration);
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + ": expected more than zero, but got " + duration);
    }
    return duration;
  }

  /** What is checked, in this order. */
  public enum Check {
    /** Whether the host has an address and the port accepts connections of the URL's scheme. */
    REACHABLE,
    /** Which certificate the gateway presents. */
    CERTIFICATE,
    /** Whether the given trust accepts the certificate. */
    TRUST,
    /** Whether the API answers, and the gateway's own allow list contains this machine. */
    API_ACCESS,
    /** Whether the gateway is logged in. */
    LOGIN,
    /** Whether the brokerage session is authenticated and connected. */
    BROKERAGE_SESSION,
    /** Whether no other login competes for the brokerage session. */
    COMPETING,
    /** Whether the gateway has a bridge, without which it answers 400 (evidence Q80). */
    BRIDGE,
    /** Whether the accounts can be queried, and the given one is among them. */
    ACCOUNTS,
    /** Whether the account id and {@code isPaper} both say that the account is a paper account. */
    PAPER;

    /** Returns the name for people, for example {@code brokerage session}. */
    public String title() {
      return this == API_ACCESS ? "API access" : name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** The result of a check. */
  public enum State {
    /** Nothing to do. */
    OK,
    /** Something to do before orders. */
    PROBLEM,
    /** Not known: an earlier problem, or a missing trust, prevents the check. */
    NOT_CHECKED
  }

  /**
   * One check and its result. Account ids are masked, and control characters removed.
   *
   * @param check what was checked
   * @param state the result
   * @param seen what was seen
   * @param next the next step to take; empty if there is none
   */
  public record Step(Check check, State state, String seen, String next) {

    /** Removes control characters, which come from the server and would reach a terminal. */
    public Step {
      seen = seen.replaceAll("\\p{Cntrl}+", " ");
      next = next.replaceAll("\\p{Cntrl}+", " ");
    }

    static Step ok(Check check, String seen) {
      return new Step(check, State.OK, seen, "");
    }

    static Step problem(Check check, String seen, String next) {
      return new Step(check, State.PROBLEM, seen, next);
    }

    /** Returns the step in one line, and its next step in a second one. */
    @Override
    public String toString() {
      String line =
          String.format(
              Locale.ROOT,
              "%-11s %s: %s",
              state.name().toLowerCase(Locale.ROOT).replace('_', ' '),
              check.title(),
              seen);
      return next.isEmpty() ? line : line + System.lineSeparator() + " ".repeat(12) + "> " + next;
    }
  }

  /**
   * The result of a preflight.
   *
   * @param steps one for each {@link Check}, in its order; immutable
   */
  public record Report(List<Step> steps) {

    /** Copies the steps. */
    public Report {
      steps = List.copyOf(steps);
    }

    /**
     * Returns whether every step is OK, so that orders of the account can be sent and it is proven
     * to be a paper account. Always false for a live account: decide by its steps.
     */
    public boolean ready() {
      return steps.stream().allMatch(step -> step.state() == State.OK);
    }

    /**
     * Returns the step of a check.
     *
     * @throws IllegalArgumentException if the report has no such step
     */
    public Step step(Check check) {
      Given.value("check", check);
      return steps.stream()
          .filter(step -> step.check() == check)
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "check: expected one of the report, but got " + check));
    }

    /** Returns the steps as text, for people. */
    @Override
    public String toString() {
      return steps.stream().map(Step::toString).collect(Collectors.joining(System.lineSeparator()));
    }
  }
}
