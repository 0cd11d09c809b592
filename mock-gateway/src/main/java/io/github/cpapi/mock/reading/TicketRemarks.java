package io.github.cpapi.mock.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.mock.contract.Algos;
import io.github.cpapi.mock.exchange.Remark;
import io.github.cpapi.mock.recording.ContractVariables;
import io.github.cpapi.mock.ticket.Contract;
import io.github.cpapi.mock.ticket.Pricing;
import io.github.cpapi.mock.ticket.Ticket;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds what is undocumented in a ticket, and what its developer probably did not intend. */
final class TicketRemarks {

  private final MemberNames names;
  private final OrderTypes types;
  private final Algos algos;

  TicketRemarks(MemberNames names, OrderTypes types, Algos algos) {
    this.names = names;
    this.types = types;
    this.algos = algos;
  }

  List<Remark> aboutNames(JsonNode json) {
    return names.remarksAbout(json);
  }

  List<Remark> about(JsonNode json, Ticket ticket, String account) {
    List<Remark> remarks = new ArrayList<>(aboutNames(json));
    aboutSpelling(json, account, remarks);
    aboutContract(json, ticket, remarks);
    aboutSize(json, ticket, remarks);
    aboutPrices(json, ticket, remarks);
    aboutFutures(json, ticket, remarks);
    if (json.hasNonNull("strategy")) {
      remarks.addAll(algos.remarksAbout(json));
      remarks.add(Remark.of("the mock runs no algorithm: the order fills like any other"));
    } else if (json.hasNonNull("strategyParameters")) {
      remarks.add(undocumented("strategyParameters without a strategy are ignored"));
    }
    return List.copyOf(remarks);
  }

  private static void aboutSpelling(JsonNode json, String account, List<Remark> remarks) {
    String side = json.path("side").asText();
    if (!side.equals(TicketForm.upperCase(json, "side"))) {
      remarks.add(
          undocumented(
              "side %s is accepted, but only upper case was seen to work".formatted(side)));
    }
    if (json.hasNonNull("acctId") && !json.get("acctId").asText().equals(account)) {
      remarks.add(undocumented("acctId is not the account of the path; the path counts here"));
    }
    for (String name : List.of("cOID", "parentId")) {
      if (json.hasNonNull(name) && !json.get(name).isTextual()) {
        remarks.add(undocumented(name + " is not a JSON string; it is treated as one"));
      } else if (json.hasNonNull(name) && json.get(name).textValue().isEmpty()) {
        remarks.add(undocumented("an empty " + name + " is treated as missing"));
      }
    }
    if (json.hasNonNull("outsideRTH") && !json.get("outsideRTH").isBoolean()) {
      remarks.add(
          undocumented(
              "outsideRTH is not a JSON boolean; it is treated as %s"
                  .formatted(json.get("outsideRTH").asBoolean())));
    }
    if (json.path("tif").asText().equals("PAX")) {
      remarks.add(undocumented("tif PAX is for crypto, which no scenario has"));
    }
  }

  private static void aboutContract(JsonNode json, Ticket ticket, List<Remark> remarks) {
    Contract contract = ticket.contract();
    if (json.hasNonNull("conid") && json.get("conid").longValue() != contract.conid()) {
      remarks.add(undocumented("conid and conidex name different contracts; conidex counts here"));
    }
    if (ticket.isCombo() && contract.conid() != Instrument.USD_SPREAD) {
      remarks.add(
          undocumented(
              "no published example has the spread %d; %d stands for US dollars"
                  .formatted(contract.conid(), Instrument.USD_SPREAD)));
    }
    if (json.hasNonNull("secType")
        && !json.get("secType").asText().matches(contract.conid() + "[:@]\\w+")) {
      remarks.add(
          Remark.of("secType should be like %d:STK; it is ignored".formatted(contract.conid())));
    }
    if (json.hasNonNull("ticker") && !contract.symbol().startsWith(json.get("ticker").asText())) {
      remarks.add(
          Remark.of(
              "ticker %s is not the symbol of the contract, %s; the contract counts"
                  .formatted(TicketForm.shown(json, "ticker"), contract.symbol())));
    }
    if (json.path("isCcyConv").asBoolean() && !isForex(ticket)) {
      remarks.add(undocumented("isCcyConv is for currency pairs; it is ignored"));
    }
  }

  private static void aboutSize(JsonNode json, Ticket ticket, List<Remark> remarks) {
    List<String> sizes =
        Stream.of("quantity", "cashQty", "fxQty").filter(json::hasNonNull).toList();
    if (sizes.size() > 1) {
      remarks.add(
          undocumented("several sizes, %s; %s counts here".formatted(sizes, deciding(sizes))));
    }
    if (json.hasNonNull("fxQty") && !isForex(ticket)) {
      remarks.add(undocumented("fxQty is for currency pairs; it is treated like cashQty"));
    }
    if (ticket.isFraction() && !ticket.contract().secType().equals("STK") && !isForex(ticket)) {
      remarks.add(undocumented("a fraction of a " + ticket.contract().secType()));
    }
  }

  private static String deciding(List<String> sizes) {
    return sizes.contains("cashQty") ? "cashQty" : "fxQty";
  }

  private void aboutPrices(JsonNode json, Ticket ticket, List<Remark> remarks) {
    String type = OrderTypes.of(json);
    for (String member : types.members(type, "unknown")) {
      if (json.hasNonNull(member) && !isFalse(json.get(member))) {
        remarks.add(undocumented("%s on an order of type %s is ignored".formatted(member, type)));
      }
    }
    if (ticket.pricing() instanceof Pricing.Stop && json.hasNonNull("auxPrice")) {
      remarks.add(undocumented("auxPrice beside price on a STP; price is the trigger (Q12)"));
    }
    BigDecimal price =
        ticket.pricing().limitPrice().or(ticket.pricing()::triggerPrice).orElse(BigDecimal.ONE);
    if (price.signum() <= 0 && !ticket.isCombo()) {
      remarks.add(undocumented("a price of 0 or less, which only combos were seen to have (Q21)"));
    }
  }

  private static boolean isFalse(JsonNode node) {
    return node.isBoolean() && !node.booleanValue();
  }

  private static void aboutFutures(JsonNode json, Ticket ticket, List<Remark> remarks) {
    if (!ticket.contract().secType().equals(Contract.FUTURE)) {
      for (String member : List.of("manualIndicator", "extOperator")) {
        if (json.hasNonNull(member)) {
          remarks.add(Remark.of(member + " is for futures; it is ignored"));
        }
      }
    } else if (!json.hasNonNull("manualIndicator")) {
      remarks.add(
          undocumented(
              "a US future without manualIndicator; IBKR documents that it is rejected, but not"
                  + " how"));
    }
  }

  private static boolean isForex(Ticket ticket) {
    return ContractVariables.isForex(ticket.contract());
  }

  private static Remark undocumented(String what) {
    return Remark.undocumented(what);
  }
}
