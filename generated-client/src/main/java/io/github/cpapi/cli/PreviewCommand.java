package io.github.cpapi.cli;

import io.github.cpapi.cli.output.ExitCode;
import io.github.cpapi.cli.ticket.OrderArguments;
import io.github.cpapi.cli.ticket.TakesOrder;
import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.generated.model.OrderPreview;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Asks what an order would cost. */
@Command(
    name = "preview",
    description = "Asks the broker what an order would cost, without placing it.")
final class PreviewCommand extends SessionCommand implements TakesOrder {

  private final OrderArguments order = new OrderArguments();

  private @Nullable Ticket checked;

  @Override
  public OrderArguments order() {
    return order;
  }

  @Override
  void check() {
    checked = order.order(cpapi().account()).ticket();
  }

  @Override
  ExitCode run(CpapiClient client) {
    Ticket ticket = Objects.requireNonNull(checked);
    OrderPreview preview =
        cpapi().progress().during("asking for the cost", () -> client.orders().preview(ticket));
    output().one(OrderView.row(preview));
    return ExitCode.DONE;
  }
}
