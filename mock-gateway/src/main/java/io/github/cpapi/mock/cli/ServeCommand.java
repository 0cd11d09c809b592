package io.github.cpapi.mock.cli;

import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import io.github.cpapi.mock.fault.Pacing;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.server.CertificateKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the mock until the process is terminated. */
@Command(
    name = "serve",
    description = {
      "Starts the mock, logged in. Prints \"ready\" and the base URL once it answers, then",
      "what can be traded.",
      "It runs until it gets SIGTERM or SIGINT."
    },
    showDefaultValues = true,
    sortOptions = false)
final class ServeCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Mixin private HelpOption help;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port to listen on; 0 for any free port.")
  private int port = 5000;

  @Option(
      names = "--account",
      paramLabel = "ACCOUNT",
      split = ",",
      description =
          "An account of the session; repeatable or comma-separated. The first is selected.")
  private List<String> accounts = List.of(Recording.ACCOUNT);

  @Option(
      names = "--scenario",
      paramLabel = "SCENARIO",
      description = {
        "The scenario: a name, or a file ending in .yaml.",
        "The command \"scenarios\" lists the names."
      })
  private String scenario = Scenario.FRESH_PAPER_ACCOUNT;

  @Option(
      names = "--recordings",
      paramLabel = "DIR",
      description = {
        "Adds your own recordings. They replace shipped ones by name and by the situation that",
        "they play. The folder is laid out like openapi/recordings."
      })
  private @Nullable Path recordings;

  @Option(
      names = "--http",
      description = "Plain HTTP instead of HTTPS.",
      showDefaultValue = Help.Visibility.NEVER)
  private boolean http;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "The address to listen on. Any but loopback lets other machines use the mock.")
  private String bind = "127.0.0.1";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed gives the same order ids and reply ids.")
  private long seed = 1;

  @Option(
      names = "--certificate",
      paramLabel = "KIND",
      description = {
        "fresh: generated for this start, valid, for localhost.",
        "gateway: like the real one, expired and without a host name; a client has to pin it."
      })
  private CertificateKind certificate = CertificateKind.FRESH;

  @Option(
      names = "--pem-out",
      paramLabel = "FILE",
      description = "Writes the certificate to this file, for clients to trust.")
  private @Nullable Path pemOut;

  @Option(
      names = "--pacing",
      paramLabel = "LIMITS",
      description = {
        "The rate limits: unlimited, or documented, where a request too many is answered with 429",
        "and so is every other for 15 minutes. Default: those of the scenario."
      },
      showDefaultValue = Help.Visibility.NEVER)
  private @Nullable Pacing pacing;

  @Option(
      names = "--speed-up",
      paramLabel = "N",
      description = {
        "The mock's clock runs N times as fast, and with it rate limits, penalties and time-outs.",
        "A conformance run with the same --speed-up keeps the limits of this clock."
      })
  private int speedUp = 1;

  @Option(
      names = "--strict",
      description = {
        "Refuses undocumented requests with 400.",
        "Without it they pass, and X-Mock-Why says that they are undocumented."
      },
      showDefaultValue = Help.Visibility.NEVER)
  private boolean strict;

  @Option(
      names = "--rehearse",
      hidden = true,
      description = "Answers one request of its own on a free port, and ends.")
  private boolean rehearse;

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (rehearse) {
      try (MockGateway gateway = MockGateway.start(options().port(0))) {
        Rehearsal.of(gateway);
      }
      return 0;
    }
    try (MockGateway gateway = started(options())) {
      if (pemOut != null) {
        Arguments.writePem(gateway.certificatePem(), pemOut);
      }
      if (pacing != null) {
        gateway.pace(pacing);
      }
      CountDownLatch ended = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "mock-gateway-end"));
      PrintWriter out = command.commandLine().getOut();
      out.println("ready " + gateway.baseUrl());
      ScenariosCommand.printTradable(gateway.scenario(), out);
      out.flush();
      // Never counted down: a signal ends the process, and the shutdown hook closes the mock.
      ended.await();
    }
    return 0;
  }

  private MockGatewayOptions options() {
    if (http && pemOut != null) {
      throw new ParameterException(
          command.commandLine(), "--pem-out needs a certificate; with --http there is none");
    }
    MockGatewayOptions mild =
        MockGatewayOptions.defaults()
            .bindAddress(bind)
            .seed(seed)
            .certificate(certificate)
            .clock(clock());
    MockGatewayOptions defaults = strict ? mild.strictly() : mild;
    MockGatewayOptions onPort = legal("--port", port, () -> defaults.port(port));
    MockGatewayOptions withAccounts =
        legal(
            "--account",
            String.join(",", accounts),
            () -> onPort.accounts(accounts.toArray(String[]::new)));
    MockGatewayOptions recorded =
        Optional.ofNullable(recordings)
            .map(folder -> legal("--recordings", folder, () -> withAccounts.recordings(folder)))
            .orElse(withAccounts);
    MockGatewayOptions playing =
        legal("--scenario", scenario, () -> recorded.scenario(scenarioAsked(recorded)));
    return http ? playing.http() : playing;
  }

  private Clock clock() {
    if (speedUp < 1) {
      throw new ParameterException(
          command.commandLine(), "--speed-up: expected 1 or more, but got " + speedUp);
    }
    return speedUp == 1 ? Clock.systemUTC() : new FastClock(Clock.systemUTC(), speedUp);
  }

  private Scenario scenarioAsked(MockGatewayOptions options) {
    return scenario.endsWith(".yaml")
        ? Scenario.read(Path.of(scenario), options.recordings())
        : Scenario.named(scenario);
  }

  private <T> T legal(String option, @Nullable Object value, Supplier<T> setting) {
    return Arguments.legal(command, option, value, setting);
  }

  private static MockGateway started(MockGatewayOptions options) {
    try {
      return MockGateway.start(options);
    } catch (UncheckedIOException e) {
      throw new UncheckedIOException(
          e.getMessage()
              + "; --bind needs an address of this machine, --port a free port, or 0 for any",
          e.getCause());
    }
  }
}
