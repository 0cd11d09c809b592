package io.github.cpapi.conformance.cli;

import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.pacing.RateLimiter;
import io.github.cpapi.client.pacing.RateLimits;
import io.github.cpapi.client.pacing.TimeSource;
import io.github.cpapi.client.session.Preflight;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.conformance.gateway.Capability;
import io.github.cpapi.conformance.gateway.MockTarget;
import io.github.cpapi.conformance.gateway.Target;
import io.github.cpapi.conformance.safety.Allowed;
import io.github.cpapi.conformance.safety.OrderLedger;
import io.github.cpapi.conformance.safety.RunningTarget;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which gateway a command talks to. */
final class TargetOptions {

  private static final String MOCK = "mock";

  /** Longer than the client's, because a run is in no hurry. */
  private static final Duration MAX_TRANSIT = Duration.ofSeconds(1);

  /** A read of the live orders waits five seconds, and several of them can queue. */
  private static final Duration MAX_WAIT = Duration.ofMinutes(2);

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** The options by the parameters of the client that messages begin with. */
  private static final Map<String, String> OPTIONS =
      Map.of("baseUrl", "--target", "sha256", "--pin", "tls", "--pem");

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--target",
      paramLabel = "mock|URL",
      defaultValue = MOCK,
      description =
          "mock, which the kit starts, or a running gateway: https://localhost:5000/v1/api."
              + " Default: ${DEFAULT-VALUE}.")
  private String target = MOCK;

  @Option(
      names = "--account",
      paramLabel = "ACCOUNT",
      description = "The paper account at a running gateway.")
  private @Nullable String account;

  @Option(
      names = "--pin",
      paramLabel = "SHA256",
      description = "The SHA-256 fingerprint of the gateway's certificate.")
  private @Nullable String pin;

  @Option(
      names = "--pem",
      paramLabel = "FILE",
      description = "A PEM file with the gateway's certificate, which must be valid.")
  private @Nullable Path pem;

  @Option(names = "--read-only", description = "Sends nothing that changes anything.")
  private boolean readOnly;

  @Option(
      names = "--allow-fills",
      description =
          "Sends orders that fill, too: a share of AAPL each, on the paper account only. The run"
              + " names them at its end and trades nothing back.")
  private boolean allowFills;

  @Option(
      names = "--ledger",
      paramLabel = "FILE",
      description =
          "Where the orders of a run are noted before they are sent, so that the next run finds"
              + " what a killed run left. Default: a file for each account in ~/.cpapi/conformance.")
  private @Nullable Path ledger;

  @Option(
      names = "--speed-up",
      paramLabel = "N",
      description =
          "Divides the waits for the rate limits by N. Only for a mock on loopback: a real gateway"
              + " punishes it. Default: 1.")
  private int speedUp = 1;

  /** Connects to the target, and cancels what an earlier run left there. */
  Target connect() {
    if (target.equals(MOCK)) {
      return new MockTarget();
    }
    String paper =
        Optional.ofNullable(account)
            .orElseThrow(() -> wrong("--account: needed for a running gateway"));
    try {
      PacingPolicy pacing = new PacingPolicy(rateLimiter(), MAX_WAIT, this::showWait);
      RunningTarget running =
          new RunningTarget(
              target,
              paper,
              trust().orElseGet(TlsTrust::system),
              allowed(),
              pacing,
              tag(),
              new OrderLedger(ledgerOf(paper)));
      PrintWriter console = command.commandLine().getOut();
      running.earlier().forEach(console::println);
      console.flush();
      return running;
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private Allowed allowed() {
    if (readOnly && allowFills) {
      throw wrong("--allow-fills: not together with --read-only");
    }
    if (readOnly) {
      return Allowed.READS;
    }
    return allowFills ? Allowed.FILLS : Allowed.HARMLESS_ORDERS;
  }

  /** Returns why the target does not offer something, without connecting to it. */
  Optional<String> lacks(Capability need) {
    return isRunning() ? RunningTarget.lacks(need, allowed()) : Optional.empty();
  }

  private boolean isRunning() {
    return !target.equals(MOCK);
  }

  /**
   * Checks the running gateway.
   *
   * @throws ParameterException if the target is the mock, or an argument is wrong
   */
  Preflight.Report preflight() {
    if (!isRunning()) {
      throw wrong("--target: expected the URL of a running gateway, but got mock");
    }
    allowed();
    try {
      Preflight preflight = Preflight.of(target);
      Optional<TlsTrust> trusted = trust();
      Preflight withTrust = trusted.isPresent() ? preflight.tls(trusted.get()) : preflight;
      return (account == null ? withTrust : withTrust.account(account)).run();
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  /**
   * Checks a gateway that runs already, and shows the report.
   *
   * @return the exit code if it is not ready for a run; empty otherwise
   */
  OptionalInt refusal() {
    if (!isRunning()) {
      return OptionalInt.empty();
    }
    Preflight.Report preflight = preflight();
    PrintWriter console = command.commandLine().getOut();
    console.println(words(preflight));
    console.flush();
    return allows(preflight) ? OptionalInt.empty() : OptionalInt.of(exitCode(preflight));
  }

  /** Whether a run makes sense. One that only reads needs no login and no paper account. */
  private boolean allows(Preflight.Report preflight) {
    return preflight.ready()
        || readOnly
            && Stream.of(Preflight.Check.REACHABLE, Preflight.Check.TRUST)
                .allMatch(check -> preflight.step(check).state() == Preflight.State.OK);
  }

  /** Returns the report in the terms of the command line. */
  static String words(Preflight.Report report) {
    return report
        .toString()
        .replaceAll("TlsTrust\\.pinned\\(\"(.*?)\"\\)", "--pin $1")
        .replace(", which is BrokerageSession.initialise(),", "");
  }

  /** Returns the exit code for a gateway that is not ready. */
  static int exitCode(Preflight.Report notReady) {
    return notReady.step(Preflight.Check.PAPER).state() == Preflight.State.PROBLEM
        ? ConformanceCommand.UNSAFE
        : ConformanceCommand.UNDECIDED;
  }

  private Optional<TlsTrust> trust() {
    if (pin != null) {
      return Optional.of(TlsTrust.pinned(pin));
    }
    return Optional.ofNullable(pem).map(TlsTrust::pem);
  }

  private Path ledgerOf(String paper) {
    return Optional.ofNullable(ledger)
        .orElseGet(
            () ->
                Path.of(System.getProperty("user.home"), ".cpapi", "conformance", paper + ".txt"));
  }

  /** One of its own: the kit is alone in its process, and can wait longer than a trader. */
  private RateLimiter rateLimiter() {
    if (speedUp != 1) {
      HttpUrl url = HttpUrl.parse(target);
      if (speedUp < 1
          || speedUp > 100
          || url == null
          || !LOOPBACK.contains(url.host())
          || !isMock()) {
        throw new IllegalArgumentException(
            "--speed-up: expected 1, or up to 100 for a mock on loopback, but got " + speedUp);
      }
    }
    return RateLimiter.of(
        RateLimits.documented().maxTransit(MAX_TRANSIT.multipliedBy(speedUp)),
        RateLimiter.DEFAULT_PENALTY,
        speedUp == 1 ? TimeSource.system() : new FastClock(speedUp));
  }

  private boolean isMock() {
    try (Gateway gateway =
        Gateway.connect(
            target, trust().orElseGet(TlsTrust::system), TIMEOUT, TIMEOUT, "cpapi-conformance")) {
      return gateway.isMock();
    }
  }

  private static String tag() {
    return "cpapi-ct-" + Long.toString(Instant.now().getEpochSecond(), Character.MAX_RADIX);
  }

  private void showWait(String operation, Duration wait) {
    if (wait.compareTo(Duration.ofSeconds(1)) >= 0) {
      command
          .commandLine()
          .getOut()
          .printf(
              Locale.ROOT,
              "  … %s waits %.0f s for the rate limit%n",
              operation,
              wait.toMillis() / 1000.0);
    }
  }

  private ParameterException wrong(@Nullable String message) {
    String text = String.valueOf(message);
    for (Map.Entry<String, String> option : OPTIONS.entrySet()) {
      text = text.replaceFirst("^" + option.getKey() + ":", option.getValue() + ":");
    }
    return new ParameterException(command.commandLine(), Redactor.redact(text));
  }
}
