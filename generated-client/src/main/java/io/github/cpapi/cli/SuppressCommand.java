package io.github.cpapi.cli;

import io.github.cpapi.cli.output.ExitCode;
import io.github.cpapi.cli.output.Output.Row;
import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.session.BrokerageSession;
import io.github.cpapi.generated.model.SuppressionReceipt;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the broker ask fewer questions. */
@Command(
    name = "suppress",
    description = {
      "Makes the broker accept orders without asking some questions, until the gateway's session"
          + " ends. This is dangerous: --answer of cpapi place answers them for one order.",
      "For example: cpapi suppress o354,o10151"
    })
final class SuppressCommand extends TradingCommand {

  @ArgGroup(multiplicity = "1")
  private Which which = new Which();

  private static final class Which {
    @Parameters(
        paramLabel = "ID",
        split = ",",
        arity = "1..*",
        description = "The ids of the questions, for example o354.")
    private List<String> ids = List.of();

    @Option(names = "--none", description = "Lets the broker ask every question again.")
    private boolean none;
  }

  @Override
  void check() {
    super.check();
    say(
        which.none
            ? "Every question is asked again, also those that another program suppressed."
            : "These questions are no longer asked, of any order of any program that uses this"
                + " gateway, until its session ends. To undo it: cpapi suppress --none");
  }

  @Override
  ExitCode run(CpapiClient client) {
    BrokerageSession session = client.session();
    SuppressionReceipt receipt =
        which.none ? session.askAllQuestions() : session.suppressQuestions(which.ids);
    output().one(new Row().with("suppressed", which.ids).with("status", receipt.status()));
    return ExitCode.DONE;
  }
}
