package io.github.cpapi.cli;

import io.github.cpapi.cli.output.ExitCode;
import io.github.cpapi.cli.output.Output.Row;
import io.github.cpapi.cli.ticket.OrderArguments;
import io.github.cpapi.cli.ticket.TakesOrder;
import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.policy.AnswerPolicy;
import io.github.cpapi.client.ticket.Bracket;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.client.ticket.TicketGroup;
import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.generated.model.OrderSubmission;
import io.github.cpapi.generated.model.OrderTicket;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Places an order. */
@Command(
    name = "place",
    description = {
      "Places an order: shows the contract, the order and its cost, asks, sends the order once, and"
          + " carries it through the broker's questions.",
      "For example: cpapi place buy 10 AAPL --currency USD --primary NASDAQ --market"
    })
final class PlaceCommand extends TradingCommand implements TakesOrder {

  private final OrderArguments order = new OrderArguments();

  @Option(
      names = "--take-profit",
      paramLabel = "PRICE",
      description = "Adds a limit order that closes the position with a profit.")
  private @Nullable String takeProfit;

  @Option(
      names = "--stop-loss",
      paramLabel = "TRIGGER",
      description = "Adds a stop that closes the position with a loss.")
  private @Nullable String stopLoss;

  @Option(
      names = "--dry-run",
      description = "Prints the request, and sends no order. Contracts are looked up.")
  private boolean dryRun;

  @Mixin private final Consent consent = new Consent();

  @Mixin private final Answers answers = new Answers();

  /** The order, and its children if it is a bracket. */
  private record Draft(Ticket ticket, @Nullable TicketGroup bracket) {

    List<OrderTicket> prepare(CpapiClient client) {
      return bracket == null
          ? List.of(client.orders().prepare(ticket))
          : client.orders().prepare(bracket);
    }

    OrderOutcome place(CpapiClient client, AnswerPolicy policy) {
      return bracket == null
          ? client.orders().place(ticket, policy)
          : client.orders().place(bracket, policy);
    }
  }

  private @Nullable Draft draft;

  @Override
  public OrderArguments order() {
    return order;
  }

  @Override
  void check() {
    super.check();
    answers.byRule();
    Ticket ticket = order.order(cpapi().account()).named().ticket();
    draft = new Draft(ticket, bracket(ticket));
  }

  private @Nullable TicketGroup bracket(Ticket ticket) {
    if (takeProfit == null && stopLoss == null) {
      return null;
    }
    Bracket.Builder bracket = Bracket.around(ticket);
    if (takeProfit != null) {
      bracket.takeProfit(takeProfit);
    }
    if (stopLoss != null) {
      bracket.stopLoss(stopLoss);
    }
    return bracket.build();
  }

  @Override
  ExitCode run(CpapiClient client) {
    Draft order = Objects.requireNonNull(draft);
    List<OrderTicket> orders =
        cpapi().progress().during("looking up the contract", () -> order.prepare(client));
    if (dryRun) {
      printRequest(orders);
      return ExitCode.DONE;
    }
    show(client, orders, order);
    consent.insist("Send it?", terminal());
    OrderOutcome outcome =
        cpapi().progress().during("placing", () -> order.place(client, answers.policy(cpapi())));
    return Outcomes.tell(outcome, this);
  }

  private void show(CpapiClient client, List<OrderTicket> orders, Draft order) {
    OrderView view = new OrderView(this);
    view.show(orders, client);
    try {
      view.show(
          cpapi()
              .progress()
              .during("asking for the cost", () -> client.orders().preview(order.ticket())));
    } catch (CpapiException e) {
      say("The cost is not known: " + Failures.words(String.valueOf(e.getMessage())));
    }
  }

  private void printRequest(List<OrderTicket> orders) {
    Row request =
        new Row()
            .with("method", "POST")
            .with("url", cpapi().baseUrl() + "/iserver/account/" + cpapi().account() + "/orders")
            .with("body", OrderSubmission.builder().orders(orders).build());
    output().json(request);
    say("Nothing was sent.");
  }
}
