package io.github.cpapi.client.contract;

import io.github.cpapi.client.contract.Candidate.Property;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.generated.model.StockCompany;
import io.github.cpapi.generated.model.StockListing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds stocks. The listings of a symbol show no currency, so each one on the right exchange is
 * looked up.
 */
final class StockFinder {

  private final Gateway gateway;
  private final ContractDesk contracts;

  StockFinder(Gateway gateway, ContractDesk contracts) {
    this.gateway = gateway;
    this.contracts = contracts;
  }

  ResolvedContract find(Instrument.Stock stock) {
    List<Candidate> listings = listings(stock);
    if (listings.isEmpty()) {
      throw new NoContractException(stock, "no stock has this symbol", listings);
    }
    List<Candidate> fitting =
        listings.stream().filter(c -> stock.currency().equals(c.currency())).toList();
    return UniqueMatch.of(stock, fitting, listings, "primary(...) with the exchange");
  }

  private List<Candidate> listings(Instrument.Stock stock) {
    Map<String, List<StockCompany>> companies =
        gateway.calls().value(gateway.contracts().findStocks(stock.symbol()));
    List<Candidate> listings = new ArrayList<>();
    for (StockCompany company : companies.getOrDefault(stock.symbol(), List.of())) {
      for (StockListing listing : company.contracts()) {
        Candidate found =
            Candidate.of(listing.conid())
                .with(Property.COMPANY, company.name())
                .with(Property.EXCHANGE, listing.exchange());
        listings.add(
            found.agrees(Property.EXCHANGE, stock.primaryExchange())
                ? found.with(
                    Property.CURRENCY, contracts.info(listing.conid(), "STK", stock).currency())
                : found);
      }
    }
    return listings;
  }
}
