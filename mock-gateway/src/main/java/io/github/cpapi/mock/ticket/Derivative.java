package io.github.cpapi.mock.ticket;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The underlying and expiry of a future or an option.
 *
 * @param underlying the conid of the underlying
 * @param expiry the day of the expiry
 * @param strike the strike of an option; null for a future
 * @param right the right of an option; null for a future
 */
public record Derivative(
    long underlying, LocalDate expiry, @Nullable BigDecimal strike, @Nullable OptionRight right) {

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMuu", Locale.ENGLISH);

  /** Returns the month of the expiry as searches and chains spell it, for example {@code JAN27}. */
  public String month() {
    return expiry.format(MONTH).toUpperCase(Locale.ROOT);
  }
}
