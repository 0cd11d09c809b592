package io.github.cpapi.cli;

import io.github.cpapi.cli.output.ExitCode;
import io.github.cpapi.cli.output.Output.Row;
import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.reply.OrderStatuses;
import io.github.cpapi.generated.model.LiveOrder;
import io.github.cpapi.generated.model.LiveOrders;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the orders of the day. */
@Command(
    name = "orders",
    description = "Lists the orders of the account: those that work, and those that ended today.")
final class OrdersCommand extends SessionCommand {

  @Option(names = "--open", description = "Leaves out the orders that have ended.")
  private boolean open;

  @Override
  ExitCode run(CpapiClient client) {
    LiveOrders list = cpapi().progress().during("reading the orders", () -> read(client));
    List<Row> rows =
        list.orders().stream()
            .filter(order -> !open || !OrderStatuses.isOver(order.status()))
            .map(OrdersCommand::row)
            .toList();
    output().rows(rows);
    if (rows.isEmpty()) {
      say("There are none.");
    }
    return ExitCode.DONE;
  }

  /** The first list of a session is empty: the gateway has only begun to fill it. */
  private static LiveOrders read(CpapiClient client) {
    LiveOrders first = client.orders().liveOrders();
    return first.snapshot() || !first.orders().isEmpty() ? first : client.orders().liveOrders();
  }

  private static Row row(LiveOrder order) {
    return new Row()
        .with("orderId", StatusCommand.id(order.orderId()))
        .with("status", order.status().toString())
        .with("order", order.orderDescription())
        .with("conid", order.conid())
        .with("symbol", order.ticker())
        .with("side", order.side())
        .with("orderType", order.orderType())
        .with("price", order.price())
        .with("quantity", order.totalSize())
        .with("filled", order.filledQuantity())
        .with("averagePrice", order.averagePrice())
        .with("timeInForce", order.timeInForce())
        .with("clientOrderId", order.clientOrderId())
        .with("parentOrderId", StatusCommand.id(order.parentId()));
  }
}
