package io.github.cpapi.client.contract;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A contract that may be the one that is meant.
 *
 * @param conid the contract id
 * @param properties what is known about it, in the order of {@link Property}; what was not asked
 *     for or not told is missing
 */
public record Candidate(int conid, Map<Property, String> properties) {

  /** By what contracts that share a symbol can be told apart. */
  public enum Property {
    /** The company, or the product named after one. */
    COMPANY,
    /** The primary exchange of a stock, the listing of an underlying, the route of a derivative. */
    EXCHANGE,
    /** The trading currency. */
    CURRENCY,
    /** The contract month of a future as yyyyMM. */
    CONTRACT_MONTH,
    /** The expiration of a derivative as yyyyMMdd. */
    EXPIRY,
    /** The strike of an option, without zeros at its end. */
    STRIKE,
    /** C or P. */
    RIGHT,
    /** How much of the underlying one contract stands for. */
    MULTIPLIER,
    /** The trading class, SPXW beside SPX for example. */
    TRADING_CLASS;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Takes an unmodifiable copy. */
  public Candidate {
    Map<Property, String> sorted = new EnumMap<>(Property.class);
    sorted.putAll(properties);
    properties = Collections.unmodifiableMap(sorted);
  }

  /**
   * Returns the company.
   *
   * @return the company, or an empty text
   */
  public String company() {
    return properties.getOrDefault(Property.COMPANY, "");
  }

  /**
   * Returns the exchange.
   *
   * @return the exchange, or an empty text
   */
  public String exchange() {
    return properties.getOrDefault(Property.EXCHANGE, "");
  }

  /**
   * Returns the currency.
   *
   * @return the currency, or null where it was not asked for because the contract did not fit
   *     already
   */
  public @Nullable String currency() {
    return properties.get(Property.CURRENCY);
  }

  /**
   * Returns one property.
   *
   * @return its value, or null where it is not known
   */
  public @Nullable String property(Property property) {
    return properties.get(property);
  }

  static Candidate of(int conid) {
    return new Candidate(conid, Map.of());
  }

  /** Adds a property, unless the gateway does not tell it. */
  Candidate with(Property property, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      return this;
    }
    Map<Property, String> more = new EnumMap<>(Property.class);
    more.putAll(properties);
    more.put(property, value);
    return new Candidate(conid, more);
  }

  /** What was not said fits anything; what was said fits nothing that is not told. */
  boolean agrees(Property property, @Nullable String said) {
    return said == null || said.equals(property(property));
  }

  /** In which properties some contracts differ, and the values of each in the order given. */
  static Map<Property, List<String>> differences(List<Candidate> candidates) {
    Map<Property, List<String>> differences = new EnumMap<>(Property.class);
    for (Property property : Property.values()) {
      List<String> values =
          candidates.stream()
              .map(candidate -> Objects.requireNonNullElse(candidate.property(property), "unknown"))
              .distinct()
              .toList();
      if (values.size() > 1) {
        differences.put(property, values);
      }
    }
    return Collections.unmodifiableMap(differences);
  }

  @Override
  public String toString() {
    String terms =
        properties.entrySet().stream()
            .filter(entry -> entry.getKey().compareTo(Property.CURRENCY) > 0)
            .map(entry -> ", " + entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining());
    return conid
        + (company().isEmpty() ? "" : " " + company())
        + (exchange().isEmpty() ? "" : " at " + exchange())
        + (currency() == null ? "" : " in " + currency())
        + terms;
  }
}
