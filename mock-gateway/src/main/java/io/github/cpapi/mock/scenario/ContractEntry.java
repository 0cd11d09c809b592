package io.github.cpapi.mock.scenario;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.cpapi.mock.ticket.Contract;
import io.github.cpapi.mock.ticket.Derivative;
import io.github.cpapi.mock.ticket.OptionRight;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** A contract in a scenario file. Only futures and options have a derivative. */
final class ContractEntry {

  private final Contract contract;

  // Optional members; the parameters of the constructor are required.
  @JsonProperty private @Nullable DerivativeEntry derivative;

  @JsonCreator
  private ContractEntry(
      @JsonProperty("conid") long conid,
      @JsonProperty("symbol") String symbol,
      @JsonProperty("secType") String secType,
      @JsonProperty("listing") String listing,
      @JsonProperty("company") String company,
      @JsonProperty("currency") String currency,
      @JsonProperty("referencePrice") BigDecimal referencePrice,
      @JsonProperty("tick") BigDecimal tick,
      @JsonProperty("multiplier") BigDecimal multiplier,
      @JsonProperty("marketData") boolean marketData) {
    contract =
        new Contract(
            conid,
            symbol,
            secType,
            listing,
            company,
            currency,
            referencePrice,
            tick,
            multiplier,
            marketData,
            null);
  }

  Contract contract() {
    return derivative == null ? contract : derivative.of(contract);
  }

  /**
   * Reads a day in the format yyyyMMdd.
   *
   * @throws ScenarioException if it is not a day
   */
  static LocalDate day(int yyyymmdd) {
    try {
      return LocalDate.parse(String.valueOf(yyyymmdd), DateTimeFormatter.BASIC_ISO_DATE);
    } catch (DateTimeException e) {
      throw new ScenarioException(
          "expiry: expected a day such as 20261218, but got %d".formatted(yyyymmdd), e);
    }
  }

  /** The underlying and the expiry; only options have strike and right. */
  private static final class DerivativeEntry {

    private final long underlying;
    private final int expiry;
    @JsonProperty private @Nullable BigDecimal strike;
    @JsonProperty private @Nullable OptionRight right;

    @JsonCreator
    private DerivativeEntry(
        @JsonProperty("underlying") long underlying, @JsonProperty("expiry") int expiry) {
      this.underlying = underlying;
      this.expiry = expiry;
    }

    Contract of(Contract contract) {
      boolean option = contract.secType().equals(Contract.OPTION);
      if (option != (strike != null) || option != (right != null)) {
        throw new ScenarioException(
            "conid %d: strike and right are needed for secType OPT, and legal only there"
                .formatted(contract.conid()));
      }
      return contract.with(new Derivative(underlying, day(expiry), strike, right));
    }
  }
}
