package io.github.cpapi.client.contract;

import io.github.cpapi.client.reply.ContractSearchReply;
import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.generated.model.Algo;
import io.github.cpapi.generated.model.ContractInfo;
import io.github.cpapi.generated.model.StockCompany;
import io.github.cpapi.generated.model.StockListing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds contracts and what can be done with them. Thread-safe. All calls are reads and may be
 * repeated; they fail with {@link CpapiException}.
 */
public final class ContractDesk {

  private final Gateway gateway;

  /**
   * Makes a desk at a gateway.
   *
   * @param gateway the gateway
   */
  public ContractDesk(Gateway gateway) {
    this.gateway = gateway;
  }

  /**
   * Finds the one contract that an instrument stands for. The listings of a symbol carry no
   * currency, so each listing that fits the exchange is looked up.
   *
   * @param instrument the instrument
   * @return the contract
   * @throws UnresolvedContractException if none fits, or more than one does
   */
  public ResolvedContract resolve(Instrument instrument) {
    if (instrument instanceof Instrument.ByConid given) {
      return new ResolvedContract(given.conid(), List.of(), "the contract id was given");
    }
    Instrument.Stock stock = (Instrument.Stock) instrument;
    List<Candidate> considered = listings(stock);
    List<Candidate> fitting =
        considered.stream().filter(c -> stock.currency().equals(c.currency())).toList();
    if (considered.isEmpty()) {
      throw new UnresolvedContractException(stock, "no stock has this symbol", considered);
    }
    if (fitting.isEmpty()) {
      throw new UnresolvedContractException(stock, "no listing fits", considered);
    }
    if (fitting.size() > 1) {
      throw new UnresolvedContractException(
          stock,
          "more than one listing fits; say primary(...) with the exchange that is meant",
          fitting);
    }
    return new ResolvedContract(
        fitting.get(0).conid(),
        considered,
        "the only " + stock + " among " + considered.size() + " listings");
  }

  /**
   * Describes a contract.
   *
   * @param conid the contract id
   * @return the description
   */
  public ContractInfo info(long conid) {
    return gateway.calls().value(gateway.contracts().getContractInfo(conid));
  }

  /**
   * Searches underlyings by symbol.
   *
   * @param symbol the symbol
   * @return the matches, or that there are none
   */
  public ContractSearchReply search(String symbol) {
    return gateway.calls().value(gateway.contracts().searchContracts(symbol, null, null));
  }

  /**
   * Lists the algorithms of a contract by name and id.
   *
   * @param conid the contract id
   * @return the algorithms, without parameters
   */
  public List<Algo> algos(long conid) {
    return gateway.calls().value(gateway.algos().getAlgos(conid, null, null, null)).algos();
  }

  /**
   * Describes some algorithms of a contract with their parameters.
   *
   * @param conid the contract id
   * @param ids their ids, case sensitive
   * @return the algorithms among these that the contract offers
   */
  public List<Algo> describeAlgos(long conid, String... ids) {
    return gateway
        .calls()
        .value(gateway.algos().getAlgos(conid, String.join(";", ids), "1", "1"))
        .algos();
  }

  private List<Candidate> listings(Instrument.Stock stock) {
    Map<String, List<StockCompany>> companies =
        gateway.calls().value(gateway.contracts().findStocks(stock.symbol()));
    List<Candidate> listings = new ArrayList<>();
    for (StockCompany company : companies.getOrDefault(stock.symbol(), List.of())) {
      for (StockListing listing : company.contracts()) {
        boolean listedThere =
            stock.primaryExchange() == null || stock.primaryExchange().equals(listing.exchange());
        String currency = listedThere ? currencyOf(listing.conid()) : null;
        listings.add(new Candidate(listing.conid(), company.name(), listing.exchange(), currency));
      }
    }
    return listings;
  }

  /** The currency of a stock, provided that the description is one of this stock. */
  private String currencyOf(long conid) {
    ContractInfo info = info(conid);
    if (info.conid() != conid || !info.instrumentType().equals("STK")) {
      throw new IllegalStateException(
          "the gateway describes conid "
              + conid
              + " as "
              + info.instrumentType()
              + " "
              + info.conid());
    }
    return info.currency();
  }
}
