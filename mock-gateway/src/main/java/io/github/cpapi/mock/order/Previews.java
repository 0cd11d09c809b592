package io.github.cpapi.mock.order;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.Call;
import io.github.cpapi.mock.exchange.Json;
import io.github.cpapi.mock.exchange.Remark;
import io.github.cpapi.mock.reading.OrderTypes;
import io.github.cpapi.mock.reading.TicketReader;
import io.github.cpapi.mock.reading.TicketReading;
import io.github.cpapi.mock.recording.OrderVariables;
import io.github.cpapi.mock.recording.RecordingPlayer;
import io.github.cpapi.mock.recording.Variables;
import io.github.cpapi.mock.scenario.Question;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.state.Brokerage;
import io.github.cpapi.mock.state.SessionState;
import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Previews orders. Places nothing. */
public final class Previews {

  private static final String RECORDED_FIGURES =
      "amount, total and currency are this order's; commission, equity, margin, position and"
          + " warning are as recorded for another order";

  /** The commission in the recording, which the total includes. */
  private static final BigDecimal COMMISSION = BigDecimal.ONE;

  private final RecordingPlayer player;
  private final Recording unknownContract;
  private final Recording sizeZero;
  private final Recording stopWithoutTrigger;
  private final Recording previewed;
  private final TicketReader tickets;
  private final Scenario scenario;
  private final Brokerage brokerage;
  private final SessionState session;

  public Previews(
      RecordingPlayer player,
      TicketReader tickets,
      Scenario scenario,
      Brokerage brokerage,
      SessionState session) {
    this.player = player;
    unknownContract = player.recording("previewOrders", "unknown-contract");
    sizeZero = player.recording("previewOrders", "size-zero");
    stopWithoutTrigger = player.recording("previewOrders", "stop-without-trigger");
    previewed = player.recording("previewOrders", "previewed");
    this.tickets = tickets;
    this.scenario = scenario;
    this.brokerage = brokerage;
    this.session = session;
  }

  public Answer preview(Call call) {
    JsonNode orders = Json.read(call.body()).map(body -> body.path("orders")).orElse(null);
    if (orders == null || orders.size() != 1 || !orders.path(0).isObject()) {
      return Answer.unsupported("a preview of anything but one ticket in the member orders");
    }
    return preview(call.pathVariable("accountId"), orders.get(0));
  }

  /** The form of earlier editions of IBKR's document. */
  public Answer previewSingle(Call call) {
    JsonNode ticket = Json.read(call.body()).orElse(null);
    return ticket == null || !ticket.isObject()
        ? Answer.unsupported("a preview of anything but one ticket as the body")
        : preview(call.pathVariable("accountId"), ticket).withRemark(OrderEntry.SINGLE_FORM);
  }

  private Answer preview(String account, JsonNode ticket) {
    if (!brokerage.knows(account)) {
      return Answer.unsupported("a preview for an account that the mock was not started with");
    }
    TicketReading reading = tickets.read(ticket, account);
    if (reading instanceof TicketReading.Unsupported unsupported) {
      return Answer.unsupported(unsupported.what());
    }
    if (reading instanceof TicketReading.Refused refused) {
      return refused instanceof TicketReading.Unreadable unreadable
          ? refusal(unreadable, ticket, account)
          : unknown(refused);
    }
    TicketReading.Accepted accepted = (TicketReading.Accepted) reading;
    List<Remark> remarks = new ArrayList<>(accepted.remarks());
    remarks.add(Remark.of(RECORDED_FIGURES));
    remarks.addAll(questions(accepted.ticket(), account));
    return player.play(previewed, variables(account, accepted.ticket())).withRemarks(remarks);
  }

  private Answer refusal(TicketReading.Unreadable refused, JsonNode ticket, String account) {
    Variables variables = refused.variables(account);
    return switch (refused.refusal()) {
      case UNKNOWN_CONTRACT ->
          player.play(unknownContract, variables).withOnlyReason(refused.why());
      case SIZE_ZERO -> player.play(sizeZero, variables).withOnlyReason(refused.why());
      case PRICE_FIELDS ->
          OrderTypes.of(ticket).equals("STP") && !ticket.hasNonNull("price")
              ? player.play(stopWithoutTrigger, variables).withOnlyReason(refused.why())
              : unknown(refused);
      default -> unknown(refused);
    };
  }

  private static Answer unknown(TicketReading.Refused refused) {
    return Answer.unsupported("how a preview refuses this is not known: " + refused.why());
  }

  /** The questions that the broker would ask about the order. */
  private List<Remark> questions(Ticket ticket, String account) {
    long conid = ticket.contract().conid();
    BigDecimal held = brokerage.position(account, conid);
    List<String> asked = new ArrayList<>();
    List<String> suppressed = new ArrayList<>();
    for (Question question : scenario.questionsAbout(ticket, held)) {
      (session.suppresses(question.messageIds()) ? suppressed : asked).add(question.label());
    }
    List<Remark> remarks = new ArrayList<>();
    if (!asked.isEmpty()) {
      remarks.add(
          Remark.of("if placed, the order would be asked about: " + String.join(", ", asked)));
    }
    if (!suppressed.isEmpty()) {
      remarks.add(
          Remark.of(
              "suppressed for this session: %s; the warning is as recorded nevertheless (Q39)"
                  .formatted(String.join(", ", suppressed))));
    }
    return remarks;
  }

  private static Variables variables(String account, Ticket ticket) {
    BigDecimal amount = ticket.value();
    return OrderVariables.of(account, ticket)
        .with("amount", money(amount))
        .with("total", money(amount.add(COMMISSION)));
  }

  /**
   * With separators and at least two decimals, as in 1,977.60. DecimalFormat is not thread-safe.
   */
  private static String money(BigDecimal amount) {
    DecimalFormat format =
        new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setMaximumFractionDigits(Math.max(2, amount.scale()));
    return format.format(amount);
  }
}
