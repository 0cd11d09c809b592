package io.github.cpapi.cli;

import io.github.cpapi.cli.output.ExitCode;
import io.github.cpapi.cli.output.Output.Row;
import io.github.cpapi.cli.ticket.Ids;
import io.github.cpapi.client.contract.ContractDesk;
import io.github.cpapi.client.contract.Instrument;
import io.github.cpapi.client.contract.UnresolvedContractException;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.generated.model.Algo;
import io.github.cpapi.generated.model.AlgoParameter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the algorithms of a contract, or explains the parameters of one. */
@Command(
    name = "algos",
    description = {
      "Lists the execution algorithms of a contract, or the parameters of one of them.",
      "For example: cpapi algos AAPL Adaptive"
    })
final class AlgosCommand extends LookUpCommand {

  @Parameters(
      index = "0",
      paramLabel = "SYMBOL|CONID",
      description = "A stock, for example AAPL; or a contract id.")
  private String contract;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ALGO",
      description = "The id of an algorithm, case sensitive.")
  private @Nullable String id;

  @Option(
      names = "--currency",
      paramLabel = "CURRENCY",
      defaultValue = "USD",
      description = "The currency of the stock. Default: ${DEFAULT-VALUE}.")
  private String currency = "USD";

  @Option(
      names = "--primary",
      paramLabel = "EXCHANGE",
      description = "The exchange that lists the stock, if several do.")
  private @Nullable String primary;

  @Override
  ExitCode run(Gateway gateway) {
    ContractDesk contracts = new ContractDesk(gateway);
    int conid = asking(() -> conid(contracts));
    List<Algo> algos = asking(() -> contracts.algos(conid));
    String wanted = id;
    if (wanted == null) {
      output().rows(algos.stream().map(AlgosCommand::row).toList());
      return algos.isEmpty()
          ? notFound("There are no algorithms for " + contract + ".")
          : ExitCode.DONE;
    }
    List<String> ids = algos.stream().map(Algo::id).toList();
    if (!ids.contains(wanted)) {
      throw new IllegalArgumentException(
          "ALGO: expected one of " + String.join(", ", ids) + ", but got '" + wanted + "'");
    }
    explain(asking(() -> contracts.describeAlgos(conid, wanted)).get(0));
    return ExitCode.DONE;
  }

  private int conid(ContractDesk contracts) {
    if (contract.matches("[0-9]+")) {
      return Ids.contract("SYMBOL|CONID", contract);
    }
    Instrument.Stock stock = Instrument.stock(contract).smart(currency);
    try {
      return contracts.resolve(primary == null ? stock : stock.primary(primary)).conid();
    } catch (UnresolvedContractException e) {
      String message = String.valueOf(e.getMessage()).replace("primary(...)", "--primary");
      throw new IllegalStateException(message, e);
    }
  }

  private void explain(Algo algo) {
    List<Row> parameters =
        Objects.requireNonNullElse(algo.parameters(), List.<AlgoParameter>of()).stream()
            .map(AlgosCommand::row)
            .toList();
    if (output().isJson()) {
      output().one(row(algo).with("parameters", parameters));
      return;
    }
    say(algo.name() + (algo.description() == null ? "" : ": " + algo.description()));
    if (parameters.isEmpty()) {
      say("It has no parameters.");
    }
    output().rows(parameters);
  }

  private static Row row(Algo algo) {
    return new Row()
        .with("id", algo.id())
        .with("name", algo.name())
        .with("description", algo.description());
  }

  private static Row row(AlgoParameter parameter) {
    return new Row()
        .with("id", parameter.id())
        .with("type", parameter.valueClassName())
        .with(
            "required", parameter.required() != null && parameter.required().text().equals("true"))
        .with("default", parameter.defaultValue())
        .with("legal", parameter.legalStrings())
        .with("min", parameter.minValue())
        .with("max", parameter.maxValue())
        .with("name", parameter.name())
        .with("description", parameter.description());
  }
}
