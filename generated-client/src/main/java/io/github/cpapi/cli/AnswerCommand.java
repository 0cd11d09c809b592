package io.github.cpapi.cli;

import io.github.cpapi.cli.output.ExitCode;
import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.outcome.OrderOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Answers a prompt that an order waits for. */
@Command(
    name = "answer",
    description = "Chooses an option of a prompt, which place left open with exit code 14.")
final class AnswerCommand extends TradingCommand {

  @Parameters(
      index = "0",
      paramLabel = "PROMPT",
      description = "The id of the prompt, which place printed.")
  private String prompt;

  @Mixin private final Answers answers = new Answers();

  @Override
  void check() {
    super.check();
    answers.byRule();
  }

  @Override
  ExitCode run(CpapiClient client) {
    OrderOutcome outcome =
        cpapi()
            .progress()
            .during(
                "answering", () -> client.orders().answerPrompt(prompt, answers.policy(cpapi())));
    return Outcomes.tell(outcome, this);
  }
}
