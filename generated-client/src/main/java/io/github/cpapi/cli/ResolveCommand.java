package io.github.cpapi.cli;

import io.github.cpapi.cli.output.ExitCode;
import io.github.cpapi.client.CpapiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Closes an entry of the journal by hand. */
@Command(
    name = "resolve",
    description = {
      "Closes an unfinished order that recover could not account for, after you have looked at the"
          + " account. The next order can be placed then.",
      "Reads and writes the journal only; the gateway is asked for nothing."
    })
final class ResolveCommand extends GatewayCommand {

  @Parameters(index = "0", paramLabel = "NAME", description = "The name that recover printed.")
  private String name;

  @Parameters(index = "1", paramLabel = "NOTE", description = "What you found.")
  private String note;

  @Override
  public Integer call() {
    try (CpapiClient client = cpapi().client(orders -> orders)) {
      client.orders().resolveByHand(name, note);
      say("Closed " + name + ".");
      return ExitCode.DONE.number();
    }
  }
}
