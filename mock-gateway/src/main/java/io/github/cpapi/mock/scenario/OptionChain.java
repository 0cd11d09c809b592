package io.github.cpapi.mock.scenario;

import io.github.cpapi.mock.ticket.Contract;
import io.github.cpapi.mock.ticket.Derivative;
import io.github.cpapi.mock.ticket.OptionRight;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The options on one underlying: a call and a put for each expiry and strike. Their reference price
 * is the value at expiry plus the time value.
 *
 * @param underlying the conid of a contract of the scenario
 * @param firstConid the invented conid of the first call; the others are consecutive: each put
 *     after its call, by expiry and then by strike
 * @param listing the listing as the broker's questions name it
 * @param tick the smallest step of a price
 * @param multiplier the units of the underlying for one option
 * @param timeValue the amount added to the value at expiry
 * @param expiries the days, each as the number yyyyMMdd
 * @param strikes the strikes, the same for each expiry
 */
record OptionChain(
    long underlying,
    long firstConid,
    String listing,
    BigDecimal tick,
    BigDecimal multiplier,
    BigDecimal timeValue,
    List<Integer> expiries,
    List<BigDecimal> strikes) {

  Stream<Contract> optionsOn(Contract stock) {
    int rights = OptionRight.values().length;
    return IntStream.range(0, expiries.size() * strikes.size() * rights)
        .mapToObj(
            index -> {
              int series = index / rights;
              return option(
                  stock,
                  firstConid + index,
                  new Derivative(
                      underlying,
                      ContractEntry.day(expiries.get(series / strikes.size())),
                      strikes.get(series % strikes.size()),
                      OptionRight.values()[index % rights]));
            });
  }

  private Contract option(Contract stock, long conid, Derivative derivative) {
    BigDecimal above = stock.referencePrice().subtract(derivative.strike());
    BigDecimal inTheMoney = derivative.right() == OptionRight.CALL ? above : above.negate();
    return new Contract(
        conid,
        stock.symbol(),
        Contract.OPTION,
        listing,
        stock.company(),
        stock.currency(),
        inTheMoney.max(BigDecimal.ZERO).add(timeValue),
        tick,
        multiplier,
        stock.marketData(),
        derivative);
  }
}
