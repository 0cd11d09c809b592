package io.github.cpapi.cli;

import io.github.cpapi.cli.output.ExitCode;
import io.github.cpapi.cli.output.Output.Row;
import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.generated.model.Trade;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists executions. */
@Command(
    name = "trades",
    description = {"Lists the executions of the account.", "For example: cpapi trades --days 7"})
final class TradesCommand extends SessionCommand {

  private static final int MAX_DAYS = 7;

  @Option(
      names = "--days",
      paramLabel = "1..7",
      defaultValue = "1",
      description = "How many days, today included. Default: ${DEFAULT-VALUE}.")
  private int days = 1;

  @Override
  void check() {
    if (days < 1 || days > MAX_DAYS) {
      throw new IllegalArgumentException("--days: expected 1 to " + MAX_DAYS + ", but got " + days);
    }
  }

  @Override
  ExitCode run(CpapiClient client) {
    List<Trade> trades =
        cpapi().progress().during("reading the trades", () -> client.orders().trades(days));
    output().rows(trades.stream().map(TradesCommand::row).toList());
    if (trades.isEmpty()) {
      say("There are none.");
    }
    return ExitCode.DONE;
  }

  /** Returns an execution as data. */
  static Row row(Trade trade) {
    return new Row()
        .with("executionId", trade.executionId())
        .with("at", time(trade.tradeEpochMillis()))
        .with("orderId", StatusCommand.id(trade.orderId()))
        .with("clientOrderId", trade.clientOrderId())
        .with("conid", trade.conid())
        .with("symbol", trade.symbol())
        .with("side", trade.side())
        .with("quantity", trade.size())
        .with("price", trade.price())
        .with("commission", trade.commission())
        .with("exchange", trade.exchange());
  }

  private static @Nullable String time(@Nullable Long epochMillis) {
    return epochMillis == null ? null : Instant.ofEpochMilli(epochMillis).toString();
  }
}
