package io.github.cpapi.mock.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.mock.contract.Algos;
import io.github.cpapi.mock.recording.OrderVariables;
import io.github.cpapi.mock.scenario.Refusal;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.state.Brokerage;
import io.github.cpapi.mock.ticket.Pricing;
import io.github.cpapi.mock.ticket.Side;
import io.github.cpapi.mock.ticket.Size;
import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a ticket from JSON, or finds its refusal. */
public final class TicketReader {

  private final Scenario scenario;
  private final Brokerage brokerage;
  private final TicketForm form;
  private final TicketRemarks oddities;

  public TicketReader(Spec spec, Scenario scenario, Algos algos, Brokerage brokerage) {
    OrderTypes types = new OrderTypes();
    this.scenario = scenario;
    this.brokerage = brokerage;
    TicketSchema schema = new TicketSchema(spec);
    this.form = new TicketForm(schema, types, scenario);
    this.oddities = new TicketRemarks(new MemberNames(schema.members()), types, algos);
  }

  public TicketReading read(JsonNode json, String account) {
    Optional<TicketReading> unreadable = form.broken(json);
    if (unreadable.isPresent()) {
      return unreadable.get() instanceof TicketReading.Refused refused
          ? explained(refused, json)
          : unreadable.get();
    }
    Ticket ticket = ticket(json);
    BigDecimal held = brokerage.position(account, ticket.contract().conid());
    Optional<Refusal> refusal = scenario.refusalOf(ticket, held);
    return refusal.isPresent()
        ? explained(rejected(refusal.get(), ticket), json)
        : new TicketReading.Accepted(ticket, oddities.about(json, ticket, account));
  }

  private static TicketReading.Refused rejected(Refusal refusal, Ticket ticket) {
    return new TicketReading.Rejected(refusal, refusal.why(), OrderVariables.valuesOf(ticket));
  }

  private Ticket ticket(JsonNode json) {
    Instrument instrument = Instrument.of(json).orElseThrow();
    return new Ticket(
        brokerage.priced(instrument.in(scenario).orElseThrow()),
        instrument.conidex(),
        Side.valueOf(TicketForm.upperCase(json, "side")),
        size(json),
        pricing(json),
        json.path("tif").asText(),
        json.path("outsideRTH").asBoolean(),
        text(json, "cOID"),
        text(json, "parentId"),
        json.path("isSingleGroup").asBoolean(),
        members(json));
  }

  private static Map<String, String> members(JsonNode json) {
    Map<String, String> members = new HashMap<>();
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      JsonNode value = member.getValue();
      if (!value.isNull()) {
        members.put(member.getKey(), value.isValueNode() ? value.asText() : value.toString());
      }
    }
    return Map.copyOf(members);
  }

  private static Size size(JsonNode json) {
    if (json.hasNonNull("cashQty")) {
      return new Size.Cash(json.get("cashQty").decimalValue());
    }
    return json.hasNonNull("fxQty")
        ? new Size.Cash(json.get("fxQty").decimalValue())
        : new Size.Units(json.path("quantity").decimalValue());
  }

  private static Pricing pricing(JsonNode json) {
    BigDecimal price = json.path("price").decimalValue();
    BigDecimal auxPrice = json.path("auxPrice").decimalValue();
    return switch (OrderTypes.of(json)) {
      case "LMT" -> new Pricing.Limit(price);
      case "MKT" -> new Pricing.Market();
      case "STP" -> new Pricing.Stop(price);
      case "STOP_LIMIT" -> new Pricing.StopLimit(auxPrice, price);
      case "TRAIL" -> new Pricing.Trailing(trail(json), json.hasNonNull("price") ? price : null);
      case "TRAILLMT" -> new Pricing.TrailingLimit(trail(json), auxPrice, price);
      case "MIDPRICE" -> new Pricing.MidPrice(json.hasNonNull("price") ? price : null);
      case "LOC" -> new Pricing.OnClose(price);
      case "MOC" -> new Pricing.OnClose(null);
      default -> throw new IllegalArgumentException("no pricing for " + OrderTypes.of(json));
    };
  }

  private static Pricing.Trail trail(JsonNode json) {
    return new Pricing.Trail(
        json.path("trailingAmt").decimalValue(), json.path("trailingType").asText().equals("%"));
  }

  private static @Nullable String text(JsonNode json, String member) {
    String text = json.path(member).asText("");
    return text.isEmpty() ? null : text;
  }

  private TicketReading.Refused explained(TicketReading.Refused refused, JsonNode json) {
    List<String> all = new ArrayList<>(List.of(refused.why()));
    oddities.aboutNames(json).forEach(remark -> all.add(remark.text()));
    return refused.because(String.join("; ", all));
  }
}
