package io.github.cpapi.conformance.bench;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * What was measured several times.
 *
 * @param median the middle value
 * @param low a quarter of the values is lower
 * @param high a quarter of the values is higher
 */
record Figure(double median, double low, double high) {

  static Figure of(Collection<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return new Figure(at(sorted, 0.5), at(sorted, 0.25), at(sorted, 0.75));
  }

  private static double at(List<Double> sorted, double quantile) {
    return sorted.get((int) Math.round(quantile * (sorted.size() - 1)));
  }

  /** The medians compared, for example {@code 1.12}. */
  double over(Figure other) {
    return median / other.median;
  }

  /** Median and middle half, for example {@code 1.20 (1.18 to 1.31)}. */
  String in(double unit) {
    return "%s (%s to %s)"
        .formatted(digits(median / unit), digits(low / unit), digits(high / unit));
  }

  /** Three digits, and all that are before the point. */
  static String digits(double value) {
    int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
