package io.github.cpapi.mock.recording;

import io.github.cpapi.mock.ticket.Contract;
import io.github.cpapi.mock.ticket.Derivative;
import io.github.cpapi.mock.ticket.OptionRight;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A contract as the wire spells it. */
public final class ContractVariables {

  /** The letter of each month. */
  private static final String FUTURES_MONTHS = "FGHJKMNQUVXZ";

  private ContractVariables() {}

  public static Variables of(String account, Contract contract) {
    return new Variables(account, Map.copyOf(valuesOf(contract)));
  }

  /** Returns a new map, by the names that {@code metadata.bind} uses. */
  static Map<String, String> valuesOf(Contract contract) {
    BigDecimal tick = contract.tick().stripTrailingZeros();
    Map<String, String> values = new HashMap<>();
    values.put("conid", String.valueOf(contract.conid()));
    values.put("symbol", contract.symbol());
    // AUD of AUD.CAD (oa-live-orders-orders).
    values.put("ticker", isForex(contract) ? contract.symbol().split("\\.")[0] : contract.symbol());
    values.put("secType", contract.secType());
    values.put("listing", contract.listing());
    // The lists of stocks and the searches shorten NASDAQ.NMS this way.
    values.put("exchange", contract.listing().replaceFirst("\\.NMS$", ""));
    values.put("company", contract.company());
    values.put("currency", contract.currency());
    values.put("pricedInDollars", String.valueOf(contract.currency().equals("USD")));
    values.put("route", routedSmart(contract) ? "SMART" : contract.listing());
    values.put("definedMultiplier", "0.0");
    if (isDerivative(contract)) {
      values.put("multiplier", plain(contract.multiplier()));
      values.put("definedMultiplier", withPoint(contract.multiplier()));
    }
    values.put("referencePrice", contract.referencePrice().toPlainString());
    values.put("tick", tick.toPlainString());
    values.put("tickDigits", String.valueOf(Math.max(0, tick.scale())));
    values.put("strike", "0.0");
    values.put("definedStrike", "0");
    values.put("underlyingOrNone", "0");
    if (contract.derivative() != null) {
      putDerivative(values, contract.symbol(), contract.derivative());
    }
    return values;
  }

  private static void putDerivative(
      Map<String, String> values, String symbol, Derivative derivative) {
    values.put("underlying", String.valueOf(derivative.underlying()));
    values.put("underlyingOrNone", String.valueOf(derivative.underlying()));
    values.put("expiry", derivative.expiry().format(DateTimeFormatter.BASIC_ISO_DATE));
    values.put("contractMonth", written(derivative, "uuuuMM"));
    if (derivative.strike() == null || derivative.right() == null) {
      values.put("description", written(derivative, "MMMdd''uu"));
      values.put("localSymbol", symbol + futuresMonth(derivative));
    } else {
      putOption(values, symbol, derivative, derivative.strike(), derivative.right());
    }
  }

  private static void putOption(
      Map<String, String> values,
      String symbol,
      Derivative derivative,
      BigDecimal strike,
      OptionRight right) {
    values.put("strike", withPoint(strike));
    values.put("plainStrike", plain(strike));
    values.put("definedStrike", plain(strike));
    values.put("right", right.letter());
    values.put("rightWord", right.name());
    values.put(
        "description",
        "%s %s %s"
            .formatted(
                written(derivative, "MMM dd ''uu"),
                plain(strike),
                right == OptionRight.CALL ? "Call" : "Put"));
    // The strike is in thousandths; 21 characters in all, as in "IBM   240315C00187500".
    values.put(
        "localSymbol",
        "%-6s%s%s%08d"
            .formatted(
                symbol,
                written(derivative, "uuMMdd"),
                right.letter(),
                strike.movePointRight(3).longValue()));
  }

  /** For example U6 for September 2026. */
  private static String futuresMonth(Derivative derivative) {
    return "%c%d"
        .formatted(
            FUTURES_MONTHS.charAt(derivative.expiry().getMonthValue() - 1),
            derivative.expiry().getYear() % 10);
  }

  private static String written(Derivative derivative, String pattern) {
    return derivative
        .expiry()
        .format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH))
        .toUpperCase(Locale.ROOT);
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  /** Formats a number with at least one decimal, as the wire does: 195.0. */
  public static String withPoint(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return (stripped.scale() < 1 ? stripped.setScale(1) : stripped).toPlainString();
  }

  /** Recorded for stocks and options; that other types name their exchange is our assumption. */
  private static boolean routedSmart(Contract contract) {
    return !contract.secType().equals(Contract.FUTURE) && !isForex(contract);
  }

  /** Only derivatives are described with a multiplier; for others it is null. */
  public static boolean isDerivative(Contract contract) {
    return contract.secType().equals(Contract.FUTURE) || contract.secType().equals(Contract.OPTION);
  }

  public static boolean isForex(Contract contract) {
    return contract.secType().equals(Contract.FOREX);
  }
}
