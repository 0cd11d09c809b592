package io.github.cpapi.cli;

import io.github.cpapi.cli.output.ExitCode;
import io.github.cpapi.cli.ticket.Ids;
import io.github.cpapi.cli.ticket.OrderArguments;
import io.github.cpapi.cli.ticket.TakesOrder;
import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.generated.model.OrderReport;
import io.github.cpapi.generated.model.OrderTicket;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Replaces an order. */
@Command(
    name = "modify",
    description = {
      "Replaces a working order. Say the whole order, not only what changes.",
      "For example: cpapi modify 1234567 buy 10 AAPL --currency USD --limit 151"
    })
final class ModifyCommand extends TradingCommand implements TakesOrder {

  private final OrderArguments order = new OrderArguments();

  @Parameters(index = "0", paramLabel = "ORDER_ID", description = "The broker's id of the order.")
  private String orderId;

  @Mixin private final Consent consent = new Consent();

  @Mixin private final Answers answers = new Answers();

  private @Nullable Ticket checked;

  @Override
  public OrderArguments order() {
    return order;
  }

  @Override
  public int firstPosition() {
    return 1;
  }

  @Override
  void check() {
    super.check();
    answers.byRule();
    Ids.checkOrder(orderId);
    checked = order.order(cpapi().account()).ticket();
  }

  @Override
  ExitCode run(CpapiClient client) {
    Ticket ticket = Objects.requireNonNull(checked);
    OrderReport before =
        cpapi().progress().during("reading the order", () -> client.orders().status(orderId));
    say("Before:     " + before.orderDescriptionWithContract() + ", " + before.orderStatus());
    OrderTicket after =
        cpapi().progress().during("looking up the contract", () -> client.orders().prepare(ticket));
    new OrderView(this).show(List.of(after), client);
    consent.insist("Replace it?", terminal());
    OrderOutcome outcome =
        cpapi()
            .progress()
            .during(
                "modifying",
                () -> client.orders().modify(orderId, ticket, answers.policy(cpapi())));
    return Outcomes.tell(outcome, this);
  }
}
