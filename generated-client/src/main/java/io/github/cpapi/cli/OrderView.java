package io.github.cpapi.cli;

import io.github.cpapi.cli.output.Output.Row;
import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.outcome.Summary;
import io.github.cpapi.client.wire.PlainText;
import io.github.cpapi.generated.model.ContractInfo;
import io.github.cpapi.generated.model.OrderPreview;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.PreviewFigure;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows the person what is about to be sent. */
final class OrderView {

  private final GatewayCommand command;

  OrderView(GatewayCommand command) {
    this.command = command;
  }

  /** Shows the contract and the order. */
  void show(List<OrderTicket> orders, CpapiClient client) {
    Integer conid = conid(orders.get(0));
    if (conid != null) {
      ContractInfo contract = client.contracts().info(conid);
      command.say(
          "Contract:   "
              + Stream.of(
                      contract.symbol(),
                      contract.instrumentType(),
                      contract.companyName(),
                      contract.exchange(),
                      contract.currency())
                  .filter(part -> part != null && !part.isEmpty())
                  .reduce((before, after) -> before + ", " + after)
                  .orElse("")
              + " (conid "
              + conid
              + ")");
    }
    orders.forEach(
        order ->
            command.say(
                "Order:      " + Summary.of(order) + "   clientOrderId " + order.clientOrderId()));
  }

  private static @Nullable Integer conid(OrderTicket order) {
    if (order.conid() != null) {
      return order.conid();
    }
    String conidex = String.valueOf(order.conidex());
    return conidex.matches("[0-9]+@.*") ? Integer.valueOf(conidex.split("@", 2)[0]) : null;
  }

  /** Shows what the broker says about the cost. */
  void show(OrderPreview preview) {
    command.say("Amount:     " + preview.amount().amount());
    sayIf("Commission: ", preview.amount().commission());
    sayIf("Total:      ", preview.amount().total());
    sayIf("Warning:    ", preview.warn());
    sayIf("Error:      ", preview.error());
  }

  private void sayIf(String name, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      command.say(name + PlainText.of(text));
    }
  }

  /** Returns the preview as data. */
  static Row row(OrderPreview preview) {
    return new Row()
        .with("amount", preview.amount().amount())
        .with("commission", preview.amount().commission())
        .with("total", preview.amount().total())
        .with("equity", row(preview.equity()))
        .with("initialMargin", row(preview.initial()))
        .with("maintenanceMargin", row(preview.maintenance()))
        .with("position", row(preview.position()))
        .with("warning", preview.warn() == null ? null : PlainText.of(preview.warn()))
        .with("error", preview.error());
  }

  private static @Nullable Row row(@Nullable PreviewFigure figure) {
    return figure == null
        ? null
        : new Row()
            .with("current", figure.current())
            .with("change", figure.change())
            .with("after", figure.after());
  }
}
