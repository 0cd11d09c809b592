package io.github.cpapi.mock.play;

import io.github.cpapi.mock.ticket.Contract;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** A contract in the spellings of the wire. */
final class ContractVariables {

  private ContractVariables() {}

  static Variables of(String account, Contract contract) {
    return new Variables(account, Map.copyOf(valuesOf(contract)));
  }

  /** By the names that {@code metadata.bind} uses; the map is the caller's. */
  static Map<String, String> valuesOf(Contract contract) {
    BigDecimal tick = contract.tick().stripTrailingZeros();
    Map<String, String> values = new HashMap<>();
    values.put("conid", String.valueOf(contract.conid()));
    values.put("symbol", contract.symbol());
    // AUD of AUD.CAD (oa-live-orders-orders).
    values.put("ticker", isForex(contract) ? contract.symbol().split("\\.")[0] : contract.symbol());
    values.put("secType", contract.secType());
    values.put("listing", contract.listing());
    values.put("company", contract.company());
    values.put("currency", contract.currency());
    values.put("route", routedSmart(contract) ? "SMART" : contract.listing());
    if (isDerivative(contract)) {
      values.put("multiplier", contract.multiplier().stripTrailingZeros().toPlainString());
    }
    values.put("referencePrice", contract.referencePrice().toPlainString());
    values.put("tick", tick.toPlainString());
    values.put("tickDigits", String.valueOf(Math.max(0, tick.scale())));
    return values;
  }

  /** So recorded for stocks and options; that others name their exchange is our reading. */
  private static boolean routedSmart(Contract contract) {
    return !contract.secType().equals("FUT") && !isForex(contract);
  }

  /** Others are described with a multiplier of null. */
  private static boolean isDerivative(Contract contract) {
    return contract.secType().equals("FUT") || contract.secType().equals("OPT");
  }

  static boolean isForex(Contract contract) {
    return contract.secType().equals(Contract.FOREX);
  }
}
