package io.github.cpapi.mock.play;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.ticket.Pricing;
import io.github.cpapi.mock.ticket.Side;
import io.github.cpapi.mock.ticket.Size;
import io.github.cpapi.mock.ticket.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a ticket of its JSON, or says why not. */
final class TicketReader {

  private final Scenario scenario;
  private final TicketRules rules;
  private final MemberNames members;

  TicketReader(Spec spec, Scenario scenario) {
    this.scenario = scenario;
    this.rules = new TicketRules(spec, scenario);
    this.members = new MemberNames(spec.schema("OrderTicket"));
  }

  TicketReading read(JsonNode json, String account) {
    List<String> remarks = new ArrayList<>(members.remarksAbout(json));
    Optional<TicketReading> broken = rules.broken(json);
    if (broken.isPresent()) {
      return broken.get() instanceof TicketReading.Refused refused
          ? new TicketReading.Refused(refused.answer(), joined(refused.why(), remarks))
          : broken.get();
    }
    addRemarks(json, account, remarks);
    return new TicketReading.Accepted(ticket(json), List.copyOf(remarks));
  }

  private Ticket ticket(JsonNode json) {
    return new Ticket(
        scenario.contract(json.path("conid").longValue()).orElseThrow(),
        Side.valueOf(TicketRules.upperCase(json, "side")),
        new Size.Units(json.path("quantity").decimalValue()),
        TicketRules.isLimit(json)
            ? new Pricing.Limit(json.path("price").decimalValue())
            : new Pricing.Market(),
        json.path("tif").asText(),
        TicketRules.outsideHours(json),
        json.hasNonNull("cOID") ? json.get("cOID").asText() : null,
        null,
        false);
  }

  /** What no evidence refuses, and what a developer will hardly have meant. */
  private static void addRemarks(JsonNode json, String account, List<String> remarks) {
    String side = json.path("side").asText();
    if (!side.equals(TicketRules.upperCase(json, "side"))) {
      remarks.add("side %s is taken, but only upper case was seen to work".formatted(side));
    }
    if (json.hasNonNull("acctId") && !json.get("acctId").asText().equals(account)) {
      remarks.add("acctId is not the account of the path; the path decides here, undocumented");
    }
    String conid = json.path("conid").asText();
    if (json.hasNonNull("secType") && !json.get("secType").asText().matches(conid + "[:@]\\w+")) {
      remarks.add("secType should read like %s:STK; it is not looked at".formatted(conid));
    }
    if (json.hasNonNull("cOID") && !json.get("cOID").isTextual()) {
      remarks.add("cOID is no JSON string; that it is taken as one is undocumented");
    }
    if (json.hasNonNull("outsideRTH") && !json.get("outsideRTH").isBoolean()) {
      remarks.add(
          "outsideRTH is no JSON boolean; that it is taken as %s is undocumented"
              .formatted(TicketRules.outsideHours(json)));
    }
    if (json.path("isSingleGroup").asBoolean()) {
      remarks.add("isSingleGroup on one ticket makes a group of one");
    }
    if (json.hasNonNull("strategy")) {
      remarks.add("strategy and its parameters are not checked; the order works like any other");
    }
  }

  private static String joined(String why, List<String> remarks) {
    List<String> all = new ArrayList<>(List.of(why));
    all.addAll(remarks);
    return String.join("; ", all);
  }
}
