package io.github.cpapi.cli;

import io.github.cpapi.cli.output.ExitCode;
import io.github.cpapi.cli.output.Output;
import io.github.cpapi.cli.terminal.StopSignal;
import io.github.cpapi.client.transport.NotSentException;
import io.github.cpapi.client.transport.UnsupportedByMockException;
import io.github.cpapi.client.wire.Redactor;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Tells a failure in the terms of the command line, and turns it into an exit code. */
final class Failures {

  private record Words(Pattern java, String shell) {
    Words(String java, String shell) {
      this(Pattern.compile(java), shell);
    }
  }

  /** What the messages of the library say about Java, and what it is here. */
  private static final List<Words> WORDS =
      List.of(
          new Words("TlsTrust\\.pinned\\(\"([0-9A-Fa-f:]+)\"\\)", "--pin $1"),
          new Words("call recover\\(\\) before the next order", "run cpapi recover first"),
          new Words("call resolveByHand\\(name, note\\)", "run cpapi resolve NAME NOTE"),
          new Words("resolveByHand\\(\\.\\.\\.\\)", "cpapi resolve NAME NOTE"),
          new Words("recover\\(\\)", "cpapi recover"),
          new Words(
              "answerPrompt\\(\"(.*?)\", policy\\)", "cpapi answer $1 --choose MESSAGE_ID=OPTION"),
          new Words(
              "policy: expected one that names an option of the prompt (\\S+?), (one of .*?), with"
                  + " andAnsweringPrompt\\(\\.\\.\\.\\)",
              "--choose: expected an option of the prompt, $1=OPTION, $2"),
          new Words("call liveTrading\\(\\.\\.\\.\\) with this account", "add --live"),
          new Words("supply it with andAccepting\\(id, text\\)", "only a person can answer it"),
          new Words(
              "call BrokerageSession\\.initialise\\(\\)|, which is BrokerageSession\\.initialise\\(\\),",
              ""));

  /** The options by the names that messages of the library begin with. */
  private static final Map<String, String> OPTIONS =
      Map.of(
          "baseUrl", "--base-url",
          "account", "--account",
          "sha256", "--pin",
          "tls", "--pem",
          "messageId", "--answer",
          "takeProfit", "--take-profit",
          "stopLoss", "--stop-loss",
          "maxQuantity", "max-quantity",
          "maxNotional", "max-notional",
          "requestId", "PROMPT");

  private Failures() {}

  static int wrongArguments(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    command.getErr().println(words(message(failure)));
    command.getErr().printf("See %s --help.%n", command.getCommandSpec().qualifiedName());
    command.getErr().flush();
    return ExitCode.USAGE.number();
  }

  /** Tells a failure of a command. */
  static int told(Exception failure, CommandLine command, StopSignal stop, boolean verbose) {
    Object failed = command.getCommandSpec().userObject();
    ExitCode code = code(failure, failed instanceof TradingCommand, stop.hasSent());
    command.getErr().println(words(message(failure)));
    if (verbose) {
      failure.printStackTrace(command.getErr());
    }
    if (code == ExitCode.UNKNOWN && failed instanceof TradingCommand trading) {
      command.getErr().println("What became of it is not known. Next: " + trading.wayToFindOut());
    } else if (code == ExitCode.USAGE) {
      command.getErr().printf("See %s --help.%n", command.getCommandSpec().qualifiedName());
    }
    command.getErr().flush();
    return code.number();
  }

  private static ExitCode code(Exception failure, boolean trades, boolean sent) {
    if (failure instanceof NotSentException || failure instanceof UnsupportedByMockException) {
      return trades ? ExitCode.NOT_SENT : ExitCode.READ_FAILED;
    }
    if (sent) {
      return ExitCode.UNKNOWN;
    }
    if (failure instanceof IllegalArgumentException) {
      return ExitCode.USAGE;
    }
    return trades ? ExitCode.NOT_SENT : ExitCode.READ_FAILED;
  }

  private static String message(Exception failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  /** Replaces the words of the library. */
  static String words(String message) {
    String text = Redactor.redact(message);
    for (Words words : WORDS) {
      text = words.java().matcher(text).replaceAll(words.shell());
    }
    int colon = text.indexOf(": ");
    String option = colon < 0 ? null : OPTIONS.get(text.substring(0, colon));
    return Output.clean(option == null ? text : option + text.substring(colon)).strip();
  }
}
