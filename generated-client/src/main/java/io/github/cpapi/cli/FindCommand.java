package io.github.cpapi.cli;

import io.github.cpapi.cli.output.ExitCode;
import io.github.cpapi.cli.output.Output.Row;
import io.github.cpapi.client.contract.ContractDesk;
import io.github.cpapi.client.reply.ContractSearchReply;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.generated.model.ContractMatch;
import io.github.cpapi.generated.model.ContractSection;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Searches underlyings by symbol. */
@Command(
    name = "find",
    description = {
      "Lists the stocks, indices and futures with a symbol, and what is traded on them.",
      "For example: cpapi find AAPL"
    })
final class FindCommand extends LookUpCommand {

  @Parameters(index = "0", paramLabel = "SYMBOL", description = "For example AAPL.")
  private String symbol;

  @Override
  ExitCode run(Gateway gateway) {
    ContractSearchReply reply = asking(() -> new ContractDesk(gateway).search(symbol));
    List<Row> rows =
        reply instanceof ContractSearchReply.Found found
            ? found.matches().stream()
                .filter(FindCommand::isContract)
                .map(FindCommand::row)
                .toList()
            : List.of();
    output().rows(rows);
    return rows.isEmpty() ? notFound("Nothing has the symbol " + symbol + ".") : ExitCode.DONE;
  }

  /** The issuers of bonds are listed without a symbol, and with an id that is none. */
  private static boolean isContract(ContractMatch match) {
    return match.symbol() != null;
  }

  private static Row row(ContractMatch match) {
    return new Row()
        .with("conid", Integer.valueOf(match.conid()))
        .with("symbol", match.symbol())
        .with("company", match.companyName() == null ? match.companyHeader() : match.companyName())
        .with("listedAt", match.description())
        .with("secTypes", match.sections().stream().map(ContractSection::secType).toList());
  }
}
