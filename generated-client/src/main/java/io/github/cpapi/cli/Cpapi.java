package io.github.cpapi.cli;

import io.github.cpapi.cli.output.ExitCode;
import io.github.cpapi.cli.output.Output;
import io.github.cpapi.cli.settings.Settings;
import io.github.cpapi.cli.terminal.Progress;
import io.github.cpapi.cli.terminal.StopSignal;
import io.github.cpapi.cli.terminal.SystemTerminal;
import io.github.cpapi.cli.terminal.Terminal;
import io.github.cpapi.cli.ticket.TakesOrder;
import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.order.OrderLimits;
import io.github.cpapi.client.order.OrderSettings;
import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.TlsTrust;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code cpapi}, which has a subcommand for each task. */
@Command(
    name = "cpapi",
    description = {
      "Orders through the Client Portal Gateway of Interactive Brokers.",
      "An order is sent once, and never again. Start with: cpapi init"
    },
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    versionProvider = Cpapi.Version.class,
    subcommands = {
      InitCommand.class,
      DoctorCommand.class,
      FindCommand.class,
      ContractCommand.class,
      OptionsCommand.class,
      AlgosCommand.class,
      ExplainCommand.class,
      PreviewCommand.class,
      PlaceCommand.class,
      ModifyCommand.class,
      CancelCommand.class,
      AnswerCommand.class,
      StatusCommand.class,
      OrdersCommand.class,
      TradesCommand.class,
      WatchCommand.class,
      RecoverCommand.class,
      ResolveCommand.class,
      SuppressCommand.class,
      PinCommand.class,
      CompletionCommand.class
    })
public final class Cpapi implements Callable<Integer> {

  private static final String DEFAULT_URL = "https://localhost:5000/v1/api";

  @Spec private CommandSpec spec;

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "The gateway. Default: " + DEFAULT_URL + ".")
  private @Nullable String baseUrl;

  @Option(
      names = "--account",
      paramLabel = "ACCOUNT",
      scope = ScopeType.INHERIT,
      description = "The account, for example DU1234567.")
  private @Nullable String account;

  @Option(
      names = "--pin",
      paramLabel = "SHA256",
      scope = ScopeType.INHERIT,
      description = "The fingerprint of the gateway's certificate.")
  private @Nullable String pin;

  @Option(
      names = "--pem",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "A PEM file with the gateway's certificate, if that is valid. Without a pin and a file,"
              + " the certificate must be one that Java trusts.")
  private @Nullable String pem;

  @Option(
      names = "--output",
      paramLabel = "table|json",
      scope = ScopeType.INHERIT,
      description = "The form of the data. Default: ${DEFAULT-VALUE}.",
      defaultValue = "table")
  private Output.Format output = Output.Format.TABLE;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Shows each request and the stack trace of a failure.")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this help.")
  private boolean help;

  @Option(names = "--help-all", description = "Shows the help of every command.")
  private boolean helpAll;

  @Option(names = "--version", versionHelp = true, description = "Shows the version.")
  private boolean version;

  private final Terminal terminal;
  private final StopSignal stop;
  private final Map<String, String> environment;
  private final Path folder;
  private final Progress progress;

  /** Read once, after the options are parsed. */
  private @Nullable Settings known;

  private Cpapi(Terminal terminal, StopSignal stop, Map<String, String> environment, Path folder) {
    this.terminal = terminal;
    this.stop = stop;
    this.environment = environment;
    this.folder = folder;
    this.progress = new Progress(terminal);
  }

  /**
   * Runs a command and exits the process.
   *
   * @param arguments for example {@code place buy 10 AAPL --currency USD --limit 150}
   */
  public static void main(String[] arguments) {
    // Before the first logger, which reads it once.
    if (Arrays.asList(arguments).contains("--verbose")) {
      System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "info");
    }
    Terminal terminal = new SystemTerminal();
    StopSignal stop = new StopSignal(terminal);
    stop.watch();
    int code = ExitCode.READ_FAILED.number();
    try {
      Path folder = Path.of(System.getProperty("user.home"), ".cpapi");
      code = commandLine(terminal, stop, System.getenv(), folder).execute(arguments);
    } finally {
      stop.finished(
          stop.hasSent() && code == ExitCode.READ_FAILED.number()
              ? ExitCode.UNKNOWN.number()
              : code);
    }
    System.exit(code);
  }

  /**
   * Makes the command.
   *
   * @param folder holds the configuration file and the journals
   */
  static CommandLine commandLine(
      Terminal terminal, StopSignal stop, Map<String, String> environment, Path folder) {
    Cpapi cpapi = new Cpapi(terminal, stop, environment, folder);
    CommandLine command =
        new CommandLine(cpapi)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(Failures::wrongArguments)
            .setExecutionExceptionHandler(
                (failure, failed, parsed) -> Failures.told(failure, failed, stop, cpapi.verbose));
    Map<String, String> codes = new LinkedHashMap<>();
    for (ExitCode code : ExitCode.values()) {
      codes.put(String.valueOf(code.number()), code.meaning());
    }
    command.getCommandSpec().usageMessage().exitCodeList(codes);
    command
        .getSubcommands()
        .values()
        .forEach(
            each -> {
              each.getCommandSpec()
                  .usageMessage()
                  .sortOptions(false)
                  .abbreviateSynopsis(true)
                  .parameterListHeading("%nArguments:%n")
                  .optionListHeading("%nOptions:%n");
              if (each.getCommandSpec().userObject() instanceof TakesOrder takes) {
                takes.order().addTo(each.getCommandSpec(), takes.firstPosition());
              }
            });
    return command;
  }

  @Override
  public Integer call() {
    if (!helpAll) {
      throw new ParameterException(
          spec.commandLine(),
          "Expected a command, one of " + String.join(", ", spec.subcommands().keySet()));
    }
    PrintWriter out = spec.commandLine().getOut();
    spec.commandLine().usage(out);
    spec.subcommands()
        .values()
        .forEach(
            command -> {
              out.println();
              command.usage(out);
            });
    return ExitCode.DONE.number();
  }

  Terminal terminal() {
    return terminal;
  }

  StopSignal stop() {
    return stop;
  }

  Progress progress() {
    return progress;
  }

  Path configuration() {
    return folder.resolve("config");
  }

  Output output(CommandSpec command) {
    boolean colour = terminal.isInteractive() && !environment.containsKey("NO_COLOR");
    return new Output(command.commandLine().getOut(), output, colour);
  }

  Settings settings() {
    if (known == null) {
      known = new Settings(options(), environment, configuration());
    }
    return known;
  }

  /** Returns the settings without those of the configuration file. */
  Settings settingsOfThisCall() {
    return new Settings(options(), environment);
  }

  private Map<Settings.Name, String> options() {
    Map<Settings.Name, String> options = new EnumMap<>(Settings.Name.class);
    put(options, Settings.Name.BASE_URL, baseUrl);
    put(options, Settings.Name.ACCOUNT, account);
    put(options, Settings.Name.PIN, pin);
    put(options, Settings.Name.PEM, pem);
    return options;
  }

  private static void put(
      Map<Settings.Name, String> options, Settings.Name name, @Nullable String value) {
    if (value != null) {
      options.put(name, value);
    }
  }

  String baseUrl() {
    return settings().get(Settings.Name.BASE_URL).orElse(DEFAULT_URL);
  }

  /** Returns the account, which the client checks. */
  String account() {
    return settings().get(Settings.Name.ACCOUNT).orElse("");
  }

  /** Returns what the settings trust; null if they do not say. */
  @Nullable TlsTrust trust() {
    Settings settings = settings();
    if (settings.get(Settings.Name.PIN).isPresent()) {
      return settings.get(Settings.Name.PIN).map(TlsTrust::pinned).orElseThrow();
    }
    return settings.get(Settings.Name.PEM).map(file -> TlsTrust.pem(Path.of(file))).orElse(null);
  }

  private TlsTrust trustOrSystem() {
    TlsTrust trust = trust();
    return trust == null ? TlsTrust.system() : trust;
  }

  /** Connects for reads that need no account. */
  Gateway gateway() {
    return Gateway.connect(
        baseUrl(),
        trustOrSystem(),
        Settings.CONNECT_TIMEOUT,
        Settings.ANSWER_TIMEOUT,
        "cpapi",
        new PacingPolicy(
            PacingPolicy.documented(baseUrl()).rateLimiter(),
            PacingPolicy.DEFAULT_MAX_WAIT,
            progress));
  }

  /** Connects for the account. Sends nothing. */
  CpapiClient client(UnaryOperator<OrderSettings> more) {
    return CpapiClient.builder()
        .baseUrl(baseUrl())
        .account(account())
        .tls(trustOrSystem())
        .connectTimeout(Settings.CONNECT_TIMEOUT)
        .answerTimeout(Settings.ANSWER_TIMEOUT)
        .http(http -> http.addNetworkInterceptor(stop.notingOrders()))
        .journalFolder(folder)
        .waitListener(progress)
        .orders(more.apply(OrderSettings.defaults().limits(limits())))
        .build();
  }

  private OrderLimits limits() {
    Settings settings = settings();
    OrderLimits limits = OrderLimits.none();
    String quantity = settings.get(Settings.Name.MAX_QUANTITY).orElse(null);
    if (quantity != null) {
      limits = limits.maxQuantity(quantity);
    }
    String notional = settings.get(Settings.Name.MAX_NOTIONAL).orElse(null);
    if (notional != null) {
      String[] parts = notional.split("\\s+");
      if (parts.length != 2) {
        throw new IllegalArgumentException(
            "max-notional: expected an amount and a currency such as 5000 USD, but got '"
                + notional
                + "'");
      }
      limits = limits.maxNotional(parts[0], parts[1]);
    }
    return limits;
  }

  /** The version of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Cpapi.class.getPackage().getImplementationVersion();
      return new String[] {"cpapi " + (version == null ? "(not from a jar)" : version)};
    }
  }
}
