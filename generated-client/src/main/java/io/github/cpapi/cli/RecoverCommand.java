package io.github.cpapi.cli;

import io.github.cpapi.cli.output.ExitCode;
import io.github.cpapi.cli.output.Output.Row;
import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.order.RecoveredOrder;
import java.util.List;
import picocli.CommandLine.Command;

/** Looks for the orders whose outcome is not known. */
@Command(
    name = "recover",
    description = {
      "Looks for every order whose outcome is not known, after a crash or exit code 12 or 13."
          + " Sends nothing.",
      "Exit code 0: every order is accounted for, 13: look at the account, then cpapi resolve."
    })
final class RecoverCommand extends SessionCommand {

  @Override
  ExitCode run(CpapiClient client) {
    List<RecoveredOrder> recovered =
        cpapi().progress().during("looking for orders", () -> client.orders().recover());
    if (recovered.isEmpty()) {
      say("No order is unfinished.");
    }
    output().rows(recovered.stream().map(this::row).toList());
    boolean unfinished = !client.orders().unfinished().isEmpty();
    if (unfinished) {
      say(
          "Some are still not known. Look at the account, for example with cpapi orders and cpapi"
              + " trades; then close each with cpapi resolve NAME NOTE");
    }
    return unfinished ? ExitCode.UNKNOWN : ExitCode.DONE;
  }

  private Row row(RecoveredOrder order) {
    Row outcome = Outcomes.row(order.outcome());
    return output().isJson()
        ? new Row().with("name", order.name()).with("result", outcome)
        : new Row()
            .with("name", order.name())
            .with("clientOrderIds", order.entry().clientOrderIds())
            .with("result", Failures.words(order.outcome().summary()));
  }
}
