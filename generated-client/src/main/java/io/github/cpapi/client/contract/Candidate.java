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
 * A contract that an instrument may stand for.
 *
 * @param conid the contract id
 * @param properties its known properties, in the order of {@link Property}
 */
public record Candidate(int conid, Map<Property, String> properties) {

  /** What tells contracts with the same symbol apart. */
  public enum Property {
    /** The company, or the product named after one. */
    COMPANY,
    /** A stock's primary exchange, an underlying's listing, or a derivative's route. */
    EXCHANGE,
    /** The trading currency. */
    CURRENCY,
    /** The contract month of a future as yyyyMM. */
    CONTRACT_MONTH,
    /** The expiration of a derivative as yyyyMMdd. */
    EXPIRY,
    /** The strike of an option, without trailing zeros. */
    STRIKE,
    /** C or P. */
    RIGHT,
    /** The units of the underlying in one contract. */
    MULTIPLIER,
    /** The trading class, for example SPX or SPXW. */
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
   * @return the currency, or null if it is not known
   */
  public @Nullable String currency() {
    return properties.get(Property.CURRENCY);
  }

  /**
   * Returns one property.
   *
   * @return its value, or null if it is not known
   */
  public @Nullable String property(Property property) {
    return properties.get(property);
  }

  static Candidate of(int conid) {
    return new Candidate(conid, Map.of());
  }

  /** Adds a property if the gateway shows it. */
  Candidate with(Property property, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      return this;
    }
    Map<Property, String> more = new EnumMap<>(Property.class);
    more.putAll(properties);
    more.put(property, value);
    return new Candidate(conid, more);
  }

  /** Null agrees with anything; a wanted value does not agree with an unknown one. */
  boolean agrees(Property property, @Nullable String wanted) {
    return wanted == null || wanted.equals(property(property));
  }

  /** The properties in which the candidates differ, each with its values in the order given. */
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
    String derivative =
        properties.entrySet().stream()
            .filter(entry -> entry.getKey().compareTo(Property.CURRENCY) > 0)
            .map(entry -> ", " + entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining());
    return conid
        + (company().isEmpty() ? "" : " " + company())
        + (exchange().isEmpty() ? "" : " at " + exchange())
        + (currency() == null ? "" : " in " + currency())
        + derivative;
  }
}
