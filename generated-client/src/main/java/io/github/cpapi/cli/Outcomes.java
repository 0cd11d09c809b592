package io.github.cpapi.cli;

import io.github.cpapi.cli.output.ExitCode;
import io.github.cpapi.cli.output.Output.Row;
import io.github.cpapi.client.outcome.AnsweredQuestion;
import io.github.cpapi.client.outcome.AuditEntry;
import io.github.cpapi.client.outcome.LegResult;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.outcome.Summary;
import io.github.cpapi.client.wire.PlainText;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells what became of an order: as data, in words, and as an exit code. */
final class Outcomes {

  private static final OrderOutcome.Visitor<ExitCode> CODE =
      new OrderOutcome.Visitor<>() {
        @Override
        public ExitCode accepted(OrderOutcome.Accepted accepted) {
          return accepted.complete() ? ExitCode.DONE : ExitCode.PARTLY;
        }

        @Override
        public ExitCode declined(OrderOutcome.Declined declined) {
          return ExitCode.DECLINED;
        }

        @Override
        public ExitCode refused(OrderOutcome.Refused refused) {
          return ExitCode.REFUSED;
        }

        @Override
        public ExitCode prompted(OrderOutcome.Prompted prompted) {
          return ExitCode.PROMPTED;
        }

        @Override
        public ExitCode stranded(OrderOutcome.Stranded stranded) {
          return ExitCode.STRANDED;
        }

        @Override
        public ExitCode absent(OrderOutcome.Absent absent) {
          return ExitCode.NOT_SENT;
        }

        @Override
        public ExitCode unknown(OrderOutcome.Unknown unknown) {
          return ExitCode.UNKNOWN;
        }
      };

  private static final LegResult.Visitor<Row> LEG =
      new LegResult.Visitor<>() {
        @Override
        public Row placed(LegResult.Placed placed) {
          return row(placed, placed.orderStatus().toString(), placed.notice());
        }

        @Override
        public Row failed(LegResult.Failed failed) {
          return row(
              failed,
              "failed: " + failed.reason().name().toLowerCase(Locale.ROOT),
              failed.message());
        }

        @Override
        public Row awaitingReply(LegResult.AwaitingReply awaitingReply) {
          return row(awaitingReply, "awaiting reply", null);
        }

        @Override
        public Row unconfirmed(LegResult.Unconfirmed unconfirmed) {
          return row(unconfirmed, "not known", unconfirmed.why());
        }

        private Row row(LegResult leg, String status, @Nullable String notice) {
          return new Row()
              .with("clientOrderId", leg.clientOrderId())
              .with("orderId", leg.orderId())
              .with("status", status)
              .with("order", Summary.of(leg.ticket()))
              .with("notice", notice);
        }
      };

  private Outcomes() {}

  static ExitCode code(OrderOutcome outcome) {
    return outcome.accept(CODE);
  }

  /** Prints an outcome, and says the next step. */
  static ExitCode tell(OrderOutcome outcome, GatewayCommand command) {
    for (AnsweredQuestion answered : outcome.transcript()) {
      command.say(
          "Answered " + answered.answer() + " to " + answered.messageIds() + ": " + answered.why());
    }
    if (command.output().isJson()) {
      command.output().one(row(outcome));
    } else {
      command.output().rows(outcome.legs().stream().map(leg -> leg.accept(LEG)).toList());
    }
    command.say(Failures.words(outcome.summary()));
    next(outcome).ifPresent(command::say);
    return code(outcome);
  }

  /** Returns the outcome as one document. */
  static Row row(OrderOutcome outcome) {
    return new Row()
        .with("outcome", outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT))
        .with("exitCode", code(outcome).number())
        .with("summary", Failures.words(outcome.summary()))
        .with("orders", outcome.legs().stream().map(leg -> leg.accept(LEG)).toList())
        .with("questions", outcome.transcript().stream().map(Outcomes::question).toList())
        .with("evidence", outcome.evidence().stream().map(Outcomes::evidence).toList())
        .with("next", next(outcome).orElse(null));
  }

  private static Row question(AnsweredQuestion answered) {
    return new Row()
        .with("at", answered.at().toString())
        .with("messageIds", answered.messageIds())
        .with("text", PlainText.of(answered.text()))
        .with("answer", answered.answer())
        .with("why", answered.why());
  }

  private static Row evidence(AuditEntry entry) {
    return new Row()
        .with("at", entry.at().toString())
        .with("where", entry.where())
        .with("seen", entry.seen());
  }

  private static Optional<String> next(OrderOutcome outcome) {
    return switch (code(outcome)) {
      case UNKNOWN, STRANDED ->
          Optional.of("Next: cpapi recover   (clientOrderId " + clientOrderIds(outcome) + ")");
      case PROMPTED ->
          Optional.of(
              "Next: cpapi answer "
                  + ((OrderOutcome.Prompted) outcome).prompt().requestId()
                  + " --choose "
                  + ((OrderOutcome.Prompted) outcome).prompt().messageId()
                  + "=OPTION");
      default -> Optional.empty();
    };
  }

  private static String clientOrderIds(OrderOutcome outcome) {
    return outcome.legs().stream()
        .map(LegResult::clientOrderId)
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }
}
