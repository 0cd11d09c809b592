package io.github.cpapi.cli;

import io.github.cpapi.cli.output.ExitCode;
import io.github.cpapi.cli.output.Output.Row;
import io.github.cpapi.cli.ticket.Ids;
import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.generated.model.OrderReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells how an order is. */
@Command(
    name = "status",
    description = {"Tells how an order is.", "For example: cpapi status 1234567"})
final class StatusCommand extends SessionCommand {

  @Parameters(index = "0", paramLabel = "ORDER_ID", description = "The broker's id of the order.")
  private String orderId;

  @Override
  void check() {
    Ids.checkOrder(orderId);
  }

  @Override
  ExitCode run(CpapiClient client) {
    OrderReport report =
        cpapi().progress().during("reading the order", () -> client.orders().status(orderId));
    output().one(row(report));
    return ExitCode.DONE;
  }

  /** Returns the report as data. */
  static Row row(OrderReport report) {
    return new Row()
        .with("orderId", id(report.orderId()))
        .with("status", report.orderStatus().toString())
        .with("order", report.orderDescriptionWithContract())
        .with("conid", report.conid())
        .with("symbol", report.symbol())
        .with("secType", report.secType())
        .with("side", report.side())
        .with("orderType", report.orderType())
        .with("limitPrice", report.limitPrice())
        .with("stopPrice", report.stopPrice())
        .with("timeInForce", report.timeInForce())
        .with("quantity", report.totalSize())
        .with("filled", report.cumFill())
        .with("averagePrice", report.averagePrice())
        .with("currency", report.currency())
        .with("parentOrderId", id(report.parentOrderId()));
  }

  /** Returns an id as text, as the ids of orders are in every document. */
  static @Nullable String id(@Nullable Long id) {
    return id == null ? null : id.toString();
  }
}
