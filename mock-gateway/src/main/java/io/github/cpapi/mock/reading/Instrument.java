package io.github.cpapi.mock.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.ticket.Contract;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a ticket trades: a contract, a contract with a route, or the legs of a combo (Q21).
 *
 * @param conid the contract, or the spread that stands for the combo's currency
 * @param conidex as sent, or null if only a conid was sent
 * @param legs the legs of a combo; empty for one contract
 */
record Instrument(long conid, @Nullable String conidex, List<Leg> legs) {

  /** The spread of the published examples, which stands for US dollars. */
  static final long USD_SPREAD = 28812380;

  private static final Pattern ROUTED = Pattern.compile("(\\d{1,18})(?:@[\\w.]+)?");

  private static final Pattern COMBO =
      Pattern.compile(
          "(\\d{1,18})(?:@[\\w.]+)?;;;(\\d{1,18}/[+-]?\\d{1,9}(?:,\\d{1,18}/[+-]?\\d{1,9})*)");

  /**
   * A leg of a combo.
   *
   * @param conid its contract
   * @param ratio how many units one combo holds; negative if they are sold
   */
  record Leg(long conid, int ratio) {}

  /**
   * Reads the instrument; empty if conidex cannot be parsed. Without conidex, conid has to be a
   * whole number.
   */
  static Optional<Instrument> of(JsonNode ticket) {
    if (!ticket.hasNonNull("conidex")) {
      return Optional.of(new Instrument(ticket.path("conid").longValue(), null, List.of()));
    }
    String conidex = ticket.get("conidex").asText();
    Matcher routed = ROUTED.matcher(conidex);
    if (routed.matches()) {
      return Optional.of(new Instrument(Long.parseLong(routed.group(1)), conidex, List.of()));
    }
    Matcher combo = COMBO.matcher(conidex);
    return combo.matches()
        ? Optional.of(new Instrument(Long.parseLong(combo.group(1)), conidex, legs(combo.group(2))))
        : Optional.empty();
  }

  private static List<Leg> legs(String text) {
    List<Leg> legs = new ArrayList<>();
    for (String leg : text.split(",")) {
      int slash = leg.indexOf('/');
      legs.add(
          new Leg(
              Long.parseLong(leg.substring(0, slash)), Integer.parseInt(leg.substring(slash + 1))));
    }
    return List.copyOf(legs);
  }

  boolean isCombo() {
    return !legs.isEmpty();
  }

  /** Finds the contract; empty if the scenario lacks it or one of the legs. */
  Optional<Contract> in(Scenario scenario) {
    if (!isCombo()) {
      return scenario.contract(conid);
    }
    Optional<Contract> first = scenario.contract(legs.get(0).conid());
    BigDecimal price = BigDecimal.ZERO;
    boolean marketData = true;
    for (Leg leg : legs) {
      Optional<Contract> contract = scenario.contract(leg.conid());
      if (contract.isEmpty()) {
        return Optional.empty();
      }
      price = price.add(contract.get().referencePrice().multiply(BigDecimal.valueOf(leg.ratio())));
      marketData &= contract.get().marketData();
    }
    return Optional.of(combo(first.orElseThrow(), price, marketData));
  }

  /** Currency and multiplier are those of the first leg. */
  private Contract combo(Contract first, BigDecimal price, boolean marketData) {
    return new Contract(
        conid,
        first.symbol(),
        Contract.COMBO,
        first.listing(),
        first.company(),
        first.currency(),
        price,
        first.tick(),
        first.multiplier(),
        marketData,
        null);
  }
}
