package io.github.cpapi.cli;

import io.github.cpapi.cli.output.ExitCode;
import io.github.cpapi.cli.output.Output.Row;
import io.github.cpapi.cli.ticket.Ids;
import io.github.cpapi.client.contract.ContractDesk;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.generated.model.ContractInfoAndRules;
import io.github.cpapi.generated.model.ContractRules;
import io.github.cpapi.generated.model.IncrementRule;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Describes a contract and the rules of its orders. */
@Command(
    name = "contract",
    description = {
      "Describes a contract, and the order types, times in force, sizes and price increments that"
          + " are legal for it.",
      "For example: cpapi contract 265598"
    })
final class ContractCommand extends LookUpCommand {

  @Parameters(index = "0", paramLabel = "CONID", description = "The contract id.")
  private String conid;

  @Option(names = "--sell", description = "Shows the rules of a sale. Default: of a purchase.")
  private boolean sell;

  @Override
  void check() {
    Ids.contract("CONID", conid);
  }

  @Override
  ExitCode run(Gateway gateway) {
    int id = Ids.contract("CONID", conid);
    ContractInfoAndRules contract = asking(() -> new ContractDesk(gateway).rules(id, !sell));
    ContractRules rules = contract.rules();
    Row row =
        new Row()
            .with("conid", contract.conid())
            .with("symbol", contract.symbol())
            .with("secType", contract.instrumentType())
            .with("company", contract.companyName())
            .with("currency", contract.currency())
            .with("exchange", contract.exchange())
            .with("underlyingConid", underlying(contract))
            .with("expiry", contract.maturityDate())
            .with("strike", contract.strike())
            .with("right", contract.right())
            .with("multiplier", contract.multiplier())
            .with("tradingClass", contract.tradingClass())
            .with("orderTypes", rules.orderTypes())
            .with("orderTypesOutsideRegularHours", rules.orderTypesOutside())
            .with("timesInForce", timesInForce(rules))
            .with("priceIncrements", increments(rules))
            .with("sizeIncrement", rules.sizeIncrement())
            .with("defaultSize", rules.defaultSize())
            .with("orderTypesWithFractions", rules.fractionOrderTypes())
            .with("orderTypesWithCashQuantity", rules.cashQuantityOrderTypes())
            .with("orderTypesWithAlgos", rules.ibAlgoTypes());
    output().one(row);
    return ExitCode.DONE;
  }

  /** The gateway says 0 for a contract without one. */
  private static @Nullable Integer underlying(ContractInfoAndRules contract) {
    Integer conid = contract.underlyingConid();
    return conid == null || conid == 0 ? null : conid;
  }

  /** Without the codes that follow a name, for example DAY of DAY/o,a. */
  private static @Nullable List<String> timesInForce(ContractRules rules) {
    List<String> types = rules.timeInForceTypes();
    return types == null ? null : types.stream().map(type -> type.split("/", 2)[0]).toList();
  }

  private static List<Row> increments(ContractRules rules) {
    List<IncrementRule> increments = rules.incrementRules();
    return increments == null || increments.isEmpty()
        ? List.of(new Row().with("increment", rules.increment()))
        : increments.stream()
            .map(
                rule ->
                    new Row().with("from", rule.lowerEdge()).with("increment", rule.increment()))
            .toList();
  }
}
