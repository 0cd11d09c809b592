package io.github.cpapi.cli;

import io.github.cpapi.cli.output.ExitCode;
import io.github.cpapi.cli.output.Output.Row;
import io.github.cpapi.cli.ticket.Ids;
import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.updates.OrderEvent;
import io.github.cpapi.client.updates.OrderWatch;
import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.generated.model.OrderReport;
import io.github.cpapi.generated.model.Trade;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells what becomes of an order, as it happens. */
@Command(
    name = "watch",
    description = {
      "Prints what becomes of an order, a line for each event, until it has ended or Ctrl-C.",
      "With --output json, each line is a document."
    })
final class WatchCommand extends SessionCommand {

  /** The executions of an order may be told after its end. */
  private static final Duration AFTER_THE_END = Duration.ofSeconds(2);

  private static final Duration LONG = Duration.ofHours(1);

  /**
   * What an event says.
   *
   * @param kind the kind of event, in a word
   * @param summary what a person reads
   * @param member the name of the data
   * @param data what a program reads; null if the summary says it all
   */
  private record News(String kind, String summary, String member, @Nullable Object data) {

    static News of(String kind, OrderReport report) {
      String fills = report.cumFill() + " of " + report.totalSize() + " filled";
      return new News(
          kind,
          report.orderStatus()
              + ", "
              + fills
              + (report.averagePrice() == null ? "" : " at " + report.averagePrice())
              + ": "
              + report.orderDescriptionWithContract(),
          "order",
          StatusCommand.row(report));
    }

    static News of(String kind, Trade trade) {
      String commission = trade.commission() == null ? "" : ", commission " + trade.commission();
      return new News(
          kind,
          trade.size() + " at " + trade.price() + commission + ", execution " + trade.executionId(),
          "trade",
          TradesCommand.row(trade));
    }

    static News of(String kind, String summary) {
      return new News(kind, summary, "", null);
    }
  }

  private static final OrderEvent.Visitor<News> NEWS =
      new OrderEvent.Visitor<>() {
        @Override
        public News changed(OrderEvent.Changed changed) {
          return News.of("changed", changed.report());
        }

        @Override
        public News ended(OrderEvent.Ended ended) {
          return News.of("ended", ended.report());
        }

        @Override
        public News corrected(OrderEvent.Corrected corrected) {
          return News.of("corrected", corrected.report());
        }

        @Override
        public News executed(OrderEvent.Executed executed) {
          return News.of("executed", executed.trade());
        }

        @Override
        public News charged(OrderEvent.Charged charged) {
          return News.of("charged", charged.trade());
        }

        @Override
        public News noticed(OrderEvent.Noticed noticed) {
          String text = Redactor.redact(noticed.raw().toString());
          return new News("noticed", text, "notice", noticed.raw());
        }

        @Override
        public News sessionChanged(OrderEvent.SessionChanged sessionChanged) {
          return News.of("session", sessionChanged.state().getClass().getSimpleName());
        }

        @Override
        public News linkChanged(OrderEvent.LinkChanged linkChanged) {
          String kind = linkChanged.connected() ? "connected" : "disconnected";
          return News.of(kind, linkChanged.why());
        }

        @Override
        public News unreadable(OrderEvent.Unreadable unreadable) {
          return News.of("unreadable", unreadable.why());
        }
      };

  @Parameters(index = "0", paramLabel = "ORDER_ID", description = "The broker's id of the order.")
  private String orderId;

  @Override
  void check() {
    Ids.checkOrder(orderId);
  }

  @Override
  ExitCode run(CpapiClient client) {
    try (OrderWatch watch = client.updates().watch(orderId)) {
      boolean ended = false;
      while (true) {
        Optional<OrderEvent> event = watch.next(ended ? AFTER_THE_END : LONG);
        if (event.isPresent()) {
          output().line(row(event.get()));
          ended |= event.get() instanceof OrderEvent.Ended;
        } else if (ended) {
          return ExitCode.DONE;
        }
      }
    } catch (InterruptedException stopped) {
      return ExitCode.DONE;
    }
  }

  private Row row(OrderEvent event) {
    News news = event.accept(NEWS);
    Row row =
        new Row()
            .with("at", event.at().truncatedTo(ChronoUnit.MILLIS).toString())
            .with("event", news.kind())
            .with("summary", news.summary());
    return output().isJson() && news.data() != null ? row.with(news.member(), news.data()) : row;
  }
}
