package io.github.cpapi.client.contract;

import io.github.cpapi.client.reply.ContractSearchReply;
import io.github.cpapi.client.reply.DerivativesReply;
import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.GatewayResponse;
import io.github.cpapi.client.wire.Given;
import io.github.cpapi.generated.model.Algo;
import io.github.cpapi.generated.model.ContractInfo;
import io.github.cpapi.generated.model.ContractInfoAndRules;
import io.github.cpapi.generated.model.ContractMatch;
import io.github.cpapi.generated.model.Derivative;
import io.github.cpapi.generated.model.Strikes;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds contracts and what can be done with them. Thread-safe. All calls are reads and may be
 * repeated; they fail with {@link CpapiException}.
 *
 * <p><b>Time.</b> Each method blocks for one call of the gateway, unless it says otherwise. One
 * call takes at most {@code maxWait + connectTimeout + answerTimeout}, 30 seconds by default. All
 * may be put on an executor of your own.
 */
public final class ContractDesk {

  private static final DateTimeFormatter WIRE_MONTH =
      DateTimeFormatter.ofPattern("MMMuu", Locale.ENGLISH);

  private final Gateway gateway;

  /** Earlier results, by method and arguments; null for a desk that asks each time. */
  private final @Nullable Map<List<Object>, Object> remembered;

  /** Makes a desk at a gateway. */
  public ContractDesk(Gateway gateway) {
    this(gateway, null);
  }

  private ContractDesk(Gateway gateway, @Nullable Map<List<Object>, Object> remembered) {
    this.gateway = gateway;
    this.remembered = remembered;
  }

  /**
   * Returns a desk that asks for each contract once and then remembers it. Meant for one group of
   * orders; contracts do not change that fast.
   *
   * @return a new desk that remembers nothing yet
   */
  public ContractDesk remembering() {
    return new ContractDesk(gateway, new ConcurrentHashMap<>());
  }

  @SuppressWarnings("unchecked")
  private <T> T once(List<Object> what, Supplier<T> lookUp) {
    if (remembered == null) {
      return lookUp.get();
    }
    Object known = remembered.get(what);
    if (known == null) {
      known = lookUp.get();
      remembered.put(what, known);
    }
    return (T) known;
  }

  /**
   * Finds the one contract that an instrument stands for. Nothing is guessed: if the instrument
   * names a property that the gateway does not show, the contract does not fit.
   *
   * <p>Blocks for several calls, one after the other: none for a contract id; for a stock one, and
   * one for each possible listing; for a future one, and one for each expiry within two months; for
   * an option one, and two for each underlying with its symbol; for a pair of currencies two; for a
   * combo those of its legs.
   *
   * @throws NoContractException if no contract fits
   * @throws AmbiguousContractException if several contracts fit
   * @throws CpapiException if a call fails
   */
  public ResolvedContract resolve(Instrument instrument) {
    Given.value("instrument", instrument);
    return once(List.of("resolve", instrument), () -> found(instrument));
  }

  private ResolvedContract found(Instrument instrument) {
    if (instrument instanceof Instrument.ByConid given) {
      return new ResolvedContract(given.conid(), List.of(), "the contract id was given");
    }
    if (instrument instanceof Instrument.Stock stock) {
      return new StockFinder(gateway, this).find(stock);
    }
    if (instrument instanceof Instrument.Option option) {
      return new OptionFinder(this).find(option);
    }
    if (instrument instanceof Instrument.Future future) {
      return new FutureFinder(gateway, this).find(future);
    }
    if (instrument instanceof Instrument.Forex forex) {
      return new ForexFinder(gateway).find(forex);
    }
    return resolveLegs((Instrument.Combo) instrument);
  }

  /** The id of the currency, the exchange unless the currency is US dollars, then the legs. */
  private ResolvedContract resolveLegs(Instrument.Combo combo) {
    Map<Integer, Integer> ratios = new LinkedHashMap<>();
    for (Instrument.Leg leg : combo.legs()) {
      int conid = resolve(leg.contract()).conid();
      if (ratios.putIfAbsent(conid, leg.ratio()) != null) {
        throw new IllegalArgumentException(
            "legs: expected another contract in each, but got conid " + conid + " twice");
      }
    }
    int spread = SpreadConid.of(combo.currency());
    String conidex =
        spread
            + (combo.exchange() == null ? "" : "@" + combo.exchange())
            + ";;;"
            + ratios.entrySet().stream()
                .map(leg -> leg.getKey() + "/" + leg.getValue())
                .collect(Collectors.joining(","));
    return new ResolvedContract(spread, conidex, List.of(), "each leg is one contract");
  }

  /**
   * Describes a contract.
   *
   * @param conid the contract id
   * @return the description
   */
  public ContractInfo info(int conid) {
    return once(
        List.of("info", conid),
        () -> gateway.calls().value(gateway.contracts().getContractInfo(conid)));
  }

  /** Describes a contract that the gateway listed, if the description fits the listing. */
  ContractInfo info(int conid, String secType, Instrument instrument) {
    ContractInfo info = info(conid);
    if (info.conid() != conid || !info.instrumentType().equals(secType)) {
      throw new NoContractException(
          instrument,
          "the gateway describes conid "
              + conid
              + ", a "
              + secType
              + ", as "
              + info.instrumentType()
              + " "
              + info.conid(),
          List.of());
    }
    return info;
  }

  /**
   * Describes a contract and what may be done with it.
   *
   * @param conid the contract id
   * @param buy true for the rules of a purchase, false for those of a sale
   * @return the description with order types, sizes and price increments
   */
  public ContractInfoAndRules rules(int conid, boolean buy) {
    return once(
        List.of("rules", conid, buy),
        () -> gateway.calls().value(gateway.contracts().getContractInfoAndRules(conid, buy)));
  }

  /**
   * Searches underlyings by symbol.
   *
   * @return the matches, or that there are none
   */
  public ContractSearchReply search(String symbol) {
    Given.value("symbol", symbol);
    return gateway.calls().value(gateway.contracts().searchContracts(symbol, null, null));
  }

  /**
   * Lists the strikes of the options on an underlying that expire in a month.
   *
   * @param underlying found by {@link #search}, without which the gateway lists none (evidence Q72)
   * @param secType OPT, or FOP on a future
   * @param exchange the route, for example SMART
   */
  public Strikes strikes(
      ContractMatch underlying, String secType, YearMonth month, String exchange) {
    Given.value("underlying", underlying);
    Given.value("secType", secType);
    Given.value("month", month);
    Given.value("exchange", exchange);
    return gateway
        .calls()
        .value(gateway.contracts().findStrikes(underlying.conid(), secType, wire(month), exchange));
  }

  /**
   * Lists the options on an underlying that expire in a month, with one of its {@link #strikes}.
   *
   * @param underlying found by {@link #search}
   * @param secType OPT, or FOP on a future
   * @param exchange the route, for example SMART
   * @return the contracts; empty if there are none, which the gateway answers with status 500
   *     (evidence Q70)
   */
  public List<Derivative> options(
      ContractMatch underlying,
      String secType,
      YearMonth month,
      String exchange,
      BigDecimal strike,
      Instrument.Right right) {
    Given.value("underlying", underlying);
    Given.value("secType", secType);
    Given.value("month", month);
    Given.value("exchange", exchange);
    Given.value("strike", strike);
    Given.value("right", right);
    GatewayResponse<DerivativesReply> response =
        gateway
            .calls()
            .answer(
                gateway
                    .contracts()
                    .findDerivatives(
                        underlying.conid(),
                        secType,
                        wire(month),
                        exchange,
                        strike.toPlainString(),
                        right.wire(),
                        null,
                        null));
    if (response.value() != null) {
      return response.value().contracts();
    }
    if (gateway
        .calls()
        .error(response)
        .filter(error -> error.error().startsWith("No Contracts retrieved"))
        .isPresent()) {
      return List.of();
    }
    throw gateway.calls().failure(response);
  }

  /** For example JAN27. A month in digits is answered with a 400 (Q70). */
  static String wire(YearMonth month) {
    return month.format(WIRE_MONTH).toUpperCase(Locale.ROOT);
  }

  /**
   * Lists the algorithms of a contract by name and id.
   *
   * @param conid the contract id
   * @return the algorithms, without parameters
   */
  public List<Algo> algos(int conid) {
    return gateway.calls().value(gateway.algos().getAlgos(conid, null, null, null)).algos();
  }

  /**
   * Describes some algorithms of a contract with their parameters.
   *
   * @param conid the contract id
   * @param ids their ids, case sensitive
   * @return those that the contract offers, each with its list of parameters, which may be empty
   */
  public List<Algo> describeAlgos(int conid, String... ids) {
    Given.value("ids", ids);
    String joined = String.join(";", ids);
    return once(
        List.of("algos", conid, joined),
        () ->
            gateway
                .calls()
                .value(gateway.algos().getAlgos(conid, joined, "1", "1"))
                .algos()
                .stream()
                .map(ContractDesk::withParameters)
                .toList());
  }

  private static Algo withParameters(Algo algo) {
    return algo.parameters() != null ? algo : algo.toBuilder().parameters(List.of()).build();
  }
}
