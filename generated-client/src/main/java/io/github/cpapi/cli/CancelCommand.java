package io.github.cpapi.cli;

import io.github.cpapi.cli.output.ExitCode;
import io.github.cpapi.cli.output.Output.Row;
import io.github.cpapi.cli.ticket.Ids;
import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.reply.CancelReply;
import io.github.cpapi.client.reply.OrderStatuses;
import io.github.cpapi.generated.model.OrderReport;
import io.github.cpapi.generated.model.OrderStatus;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Cancels an order. */
@Command(
    name = "cancel",
    description = {
      "Asks the broker to cancel an order, and reads its status until it has ended.",
      "Exit code 0: cancelled, 11: refused or already ended otherwise, 13: not known yet."
    })
final class CancelCommand extends TradingCommand {

  private static final Duration FOLLOW = Duration.ofSeconds(10);

  @Parameters(index = "0", paramLabel = "ORDER_ID", description = "The broker's id of the order.")
  private String orderId;

  @Override
  void check() {
    super.check();
    Ids.checkOrder(orderId);
  }

  @Override
  String wayToFindOut() {
    return "cpapi status " + orderId;
  }

  @Override
  ExitCode run(CpapiClient client) {
    CancelReply reply =
        cpapi().progress().during("cancelling", () -> client.orders().cancel(orderId));
    if (reply instanceof CancelReply.Refused refused) {
      say("Refused: " + refused.error().error());
      return tell(new Row().with("orderId", orderId).with("outcome", "refused"), ExitCode.REFUSED);
    }
    OrderReport report =
        cpapi()
            .progress()
            .during("waiting for the cancellation", () -> client.orders().follow(orderId, FOLLOW));
    OrderStatus status = report.orderStatus();
    Row row = new Row().with("orderId", orderId);
    if (status.equals(OrderStatus.CANCELLED)) {
      return tell(
          row.with("outcome", "cancelled").with("status", status.toString()), ExitCode.DONE);
    }
    if (OrderStatuses.isOver(status)) {
      say("The order ended otherwise: " + status);
      return tell(
          row.with("outcome", "refused").with("status", status.toString()), ExitCode.REFUSED);
    }
    say("The request is acknowledged, but the order has not ended. Next: " + wayToFindOut());
    return tell(row.with("outcome", "unknown").with("status", status.toString()), ExitCode.UNKNOWN);
  }

  private ExitCode tell(Row row, ExitCode code) {
    output().one(row.with("exitCode", code.number()));
    return code;
  }
}
