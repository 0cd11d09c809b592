package io.github.cpapi.cli;

import io.github.cpapi.cli.output.Output;
import io.github.cpapi.client.outcome.Summary;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.wire.PlainText;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.OrderQuestion;
import io.github.cpapi.generated.model.OrderTicket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How the broker's questions are answered: by options, else by the person at the terminal. */
final class Answers {

  /** Questions that belong together. */
  enum Preset {
    /** Limit orders of a paper account without market data. */
    PAPER_LIMIT(AnswerPolicy::paperLimitOrders),
    /** Market orders. */
    MARKET(AnswerPolicy::marketOrders),
    /** Stops. */
    STOP(AnswerPolicy::stopOrders),
    /** Market orders for an amount of money. */
    CASH(AnswerPolicy::cashQuantityOrders);

    /** Reads the published texts when it is asked, which a help text does not need. */
    private final Supplier<AnswerPolicy> policy;

    Preset(Supplier<AnswerPolicy> policy) {
      this.policy = policy;
    }

    /** Returns the name as it is typed and completed. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads the name as it is typed. */
    private static final class Converter implements ITypeConverter<Preset> {
      @Override
      public Preset convert(String typed) {
        return Arrays.stream(values())
            .filter(preset -> preset.toString().equals(typed))
            .findFirst()
            .orElseThrow(
                () ->
                    new TypeConversionException(
                        "expected one of "
                            + Arrays.toString(values())
                            + ", but got '"
                            + typed
                            + "'"));
      }
    }
  }

  @Option(
      names = "--answer",
      paramLabel = "ID",
      split = ",",
      description =
          "Answers these questions with yes, if they have their published text, for example"
              + " o163,o354. Any other question is asked at the terminal; without a terminal it is"
              + " declined, and the order with it.")
  private List<String> accepted = new ArrayList<>();

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "Answers the questions of a kind of order: paper-limit (o163, o354, o382, o10153), market"
              + " (o10151, o10153), stop (o10331) or cash (o10164, o10223 and those of market).",
      converter = Preset.Converter.class)
  private List<Preset> presets = new ArrayList<>();

  @Option(
      names = "--choose",
      paramLabel = "ID=OPTION",
      description = "Chooses an option of a prompt, for example p12=Yes.")
  private Map<String, String> choices = new LinkedHashMap<>();

  /**
   * Returns the policy that the options describe.
   *
   * @throws IllegalArgumentException if a question has no published text
   */
  AnswerPolicy byRule() {
    AnswerPolicy policy = AnswerPolicy.accepting(accepted.toArray(String[]::new));
    for (Preset preset : presets) {
      policy = policy.and(preset.policy.get());
    }
    for (Map.Entry<String, String> choice : choices.entrySet()) {
      policy = policy.andAnsweringPrompt(choice.getKey(), choice.getValue());
    }
    return policy;
  }

  /** Returns the policy that asks the person about everything else. */
  AnswerPolicy policy(Cpapi cpapi) {
    return byRule().andAsking(new AtTerminal(cpapi));
  }

  private static final String STOPPED = "the command was stopped";

  /** Shows a question in full, and takes the answer. */
  private record AtTerminal(Cpapi cpapi) implements AnswerPolicy.Person {

    @Override
    public AnswerPolicy.Decision answer(
        OrderQuestion question, List<OrderTicket> tickets, String why) {
      if (cpapi.stop().isStopped()) {
        return AnswerPolicy.Decision.decline(STOPPED);
      }
      return cpapi
          .progress()
          .paused(
              () -> {
                say("The broker asks " + ids(question) + " about " + orders(tickets) + ":");
                question.message().forEach(text -> say("  " + PlainText.of(text)));
                if (!cpapi.terminal().isInteractive()) {
                  return AnswerPolicy.Decision.decline(why + ", and there is no terminal to ask");
                }
                if (cpapi.terminal().agrees("Accept it?")) {
                  return AnswerPolicy.Decision.accept("accepted at the terminal");
                }
                return AnswerPolicy.Decision.decline(
                    cpapi.stop().isStopped() ? STOPPED : "declined at the terminal");
              });
    }

    @Override
    public Optional<String> choose(OrderPrompt prompt) {
      if (cpapi.stop().isStopped()) {
        return Optional.empty();
      }
      return cpapi
          .progress()
          .paused(
              () -> {
                say("The broker offers a choice (" + prompt.messageId() + "):");
                say("  " + PlainText.of(prompt.text()));
                for (int i = 0; i < prompt.options().size(); i++) {
                  say("  " + (i + 1) + "  " + prompt.options().get(i));
                }
                return cpapi
                    .terminal()
                    .ask("The number of an option, or nothing to leave it open: ")
                    .flatMap(typed -> option(prompt, typed));
              });
    }

    private static Optional<String> option(OrderPrompt prompt, String typed) {
      for (int i = 0; i < prompt.options().size(); i++) {
        if (typed.equals(String.valueOf(i + 1))) {
          return Optional.of(prompt.options().get(i));
        }
      }
      return Optional.empty();
    }

    private static String ids(OrderQuestion question) {
      return question.messageIds() == null ? "" : question.messageIds().toString();
    }

    private static String orders(List<OrderTicket> tickets) {
      return tickets.stream().map(Summary::of).collect(Collectors.joining("; "));
    }

    private void say(String words) {
      cpapi.terminal().say(Output.clean(words));
    }
  }
}
