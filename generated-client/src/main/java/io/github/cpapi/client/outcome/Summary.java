package io.github.cpapi.client.outcome;

import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.TrailingType;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Describes orders and outcomes in one line, for logs and people. */
public final class Summary {

  private static final OrderOutcome.Visitor<String> HEAD =
      new OrderOutcome.Visitor<>() {
        @Override
        public String accepted(OrderOutcome.Accepted accepted) {
          return accepted.complete() ? "Accepted" : "Accepted, but not all legs";
        }

        @Override
        public String declined(OrderOutcome.Declined declined) {
          return "Declined: " + declined.why();
        }

        @Override
        public String refused(OrderOutcome.Refused refused) {
          return "Refused (" + refused.reason() + "): " + refused.message();
        }

        @Override
        public String prompted(OrderOutcome.Prompted prompted) {
          return "Prompted: the broker offers " + prompted.prompt().options();
        }

        @Override
        public String stranded(OrderOutcome.Stranded stranded) {
          return "Stranded: " + stranded.why();
        }

        @Override
        public String absent(OrderOutcome.Absent absent) {
          return "Absent: " + absent.why();
        }

        @Override
        public String unknown(OrderOutcome.Unknown unknown) {
          return "Unknown, do not send it again: " + unknown.why();
        }
      };

  private static final LegResult.Visitor<String> STATE =
      new LegResult.Visitor<>() {
        @Override
        public String placed(LegResult.Placed placed) {
          return "order " + placed.orderId() + " " + placed.orderStatus();
        }

        @Override
        public String failed(LegResult.Failed failed) {
          return "failed, " + failed.reason();
        }

        @Override
        public String awaitingReply(LegResult.AwaitingReply awaitingReply) {
          return "waits for a question";
        }

        @Override
        public String unconfirmed(LegResult.Unconfirmed unconfirmed) {
          return "not known";
        }
      };

  private Summary() {}

  static String of(OrderOutcome outcome) {
    String head = outcome.accept(HEAD);
    String legs = outcome.legs().stream().map(Summary::of).collect(Collectors.joining("; "));
    return Redactor.redact(legs.isEmpty() ? head : head + " [" + legs + "]");
  }

  private static String of(LegResult leg) {
    String state = leg.accept(STATE);
    String name = leg.clientOrderId() == null ? "" : " " + leg.clientOrderId();
    return of(leg.ticket()) + name + ": " + state;
  }

  /**
   * Describes an order as a trader would say it.
   *
   * @return for example {@code BUY 1 of 265598 LMT 185.50 DAY}, with everything else that the
   *     ticket says; an account is not said
   */
  public static String of(OrderTicket ticket) {
    return Stream.of(
            Optional.of(String.valueOf(ticket.side())),
            number("", ticket.quantity()),
            number("for cash ", ticket.cashQuantity()),
            number("for currency ", ticket.forexQuantity()),
            contract(ticket).map(contract -> "of " + contract),
            Optional.of(String.valueOf(ticket.orderType())),
            number("", ticket.price()),
            number("trigger ", ticket.auxiliaryPrice()),
            number("trailing by ", ticket.trailingAmount())
                .map(trail -> trail + (isPercent(ticket) ? " %" : "")),
            Optional.of(String.valueOf(ticket.timeInForce())),
            Optional.ofNullable(ticket.listingExchange()).map(exchange -> "at " + exchange),
            flag("outside regular hours", ticket.outsideRegularHours()),
            flag("all or none", ticket.allOrNone()),
            flag("one cancels all", ticket.oneCancelsAll()),
            flag("converting currency", ticket.currencyConversion()),
            Optional.ofNullable(ticket.strategy()).map(algo -> "by " + algo + parameters(ticket)),
            Optional.ofNullable(ticket.parentId()).map(parent -> "child of " + parent))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(" "));
  }

  private static Optional<String> contract(OrderTicket ticket) {
    return Optional.ofNullable(ticket.conidex())
        .or(() -> Optional.ofNullable(ticket.conid()).map(String::valueOf));
  }

  private static Optional<String> number(String name, @Nullable BigDecimal number) {
    return Optional.ofNullable(number).map(given -> name + given.toPlainString());
  }

  private static Optional<String> flag(String name, @Nullable Boolean set) {
    return Boolean.TRUE.equals(set) ? Optional.of(name) : Optional.empty();
  }

  private static boolean isPercent(OrderTicket ticket) {
    return TrailingType.PERCENT.equals(ticket.trailingType());
  }

  private static String parameters(OrderTicket ticket) {
    return ticket.strategyParameters() == null ? "" : " " + ticket.strategyParameters();
  }
}
