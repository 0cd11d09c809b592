package io.github.cpapi.client.order;

import io.github.cpapi.client.contract.ContractDesk;
import io.github.cpapi.client.contract.Instrument;
import io.github.cpapi.client.contract.ResolvedContract;
import io.github.cpapi.client.marketdata.MarketData;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.client.wire.Given;
import io.github.cpapi.generated.model.OrderTicket;
import java.util.List;
import java.util.function.Supplier;

/**
 * Turns a ticket into the order that is sent: finds the contract, checks algo and prices, sets the
 * client order id, and checks the guard rails. Sends no order. Looks each contract up once for all
 * tickets of a group.
 */
final class OrderPreparation {

  private final String account;
  private final ContractDesk contracts;
  private final MarketData marketData;
  private final Supplier<String> clientOrderIds;
  private final GuardRails rails;

  OrderPreparation(
      String account,
      ContractDesk contracts,
      MarketData marketData,
      Supplier<String> clientOrderIds,
      GuardRails rails) {
    this.account = account;
    this.contracts = contracts;
    this.marketData = marketData;
    this.clientOrderIds = clientOrderIds;
    this.rails = rails;
  }

  /** Prepares orders that are not placed, without guard rails. */
  List<OrderTicket> toPreview(List<Ticket> tickets) {
    return named(tickets, contracts.remembering());
  }

  List<OrderTicket> toPlace(List<Ticket> tickets) {
    rails.checkAccount();
    ContractDesk lookUps = contracts.remembering();
    List<OrderTicket> orders = named(tickets, lookUps);
    MarketPrices marketPrices = new MarketPrices(marketData);
    orders.forEach(order -> check(order, lookUps, marketPrices));
    return orders;
  }

  /** Prepares a modification. The order keeps its client order id, so none is set. */
  OrderTicket toModify(Ticket ticket) {
    rails.checkAccount();
    ContractDesk lookUps = contracts.remembering();
    OrderTicket order = resolved(ticket, lookUps);
    check(order, lookUps, new MarketPrices(marketData));
    return order;
  }

  OrderTicket forAccount(OrderTicket order) {
    return order.toBuilder().accountId(account).build();
  }

  private OrderTicket resolved(Ticket ticket, ContractDesk lookUps) {
    Given.value("ticket", ticket);
    ResolvedContract contract = lookUps.resolve(ticket.instrument());
    OrderTicket order = ticket.toOrderTicket(contract);
    new AlgoCheck(lookUps).check(order, contract.conid());
    if (!(ticket.instrument() instanceof Instrument.Combo)) {
      new PriceRules(lookUps).check(order, contract.conid());
    }
    return order;
  }

  private List<OrderTicket> named(List<Ticket> tickets, ContractDesk lookUps) {
    return tickets.stream().map(ticket -> named(resolved(ticket, lookUps))).toList();
  }

  /** Sets the client order id that a ticket without one needs; a child may have its parent's. */
  private OrderTicket named(OrderTicket order) {
    return order.clientOrderId() != null || order.parentId() != null
        ? order
        : order.toBuilder().clientOrderId(clientOrderIds.get()).build();
  }

  private void check(OrderTicket order, ContractDesk lookUps, MarketPrices marketPrices) {
    rails.checkQuantity(order);
    if (rails.limitsNotional()) {
      Integer conid = Conidex.conid(order);
      rails.checkNotional(order, conid == null ? null : lookUps.info(conid), marketPrices);
    }
  }
}
