package io.github.cpapi.conformance.bench;

import java.util.ArrayList;
import java.util.List;

/** Two groups of horizontal bars: ratios with their aims, and milliseconds. */
final class Chart {

  private static final int BAR_WIDTH = 480;
  private static final int LINE = 22;
  private static final int LEFT = 300;
  private static final int TOP = 44;

  private final List<Drawn> ratios;
  private final List<Drawn> starts;

  /**
   * What is to be drawn.
   *
   * @param value the length of the bar
   * @param aim where the mark is; 0 for none
   */
  record Bar(String label, double value, double aim) {}

  /** A bar in pixels. */
  record Drawn(
      String label,
      String value,
      int text,
      int y,
      int width,
      int end,
      boolean aimed,
      int aim,
      boolean above) {}

  Chart(List<Bar> ratios, List<Bar> starts) {
    this.ratios = drawn(ratios, TOP);
    this.starts = drawn(starts, TOP + ratios.size() * LINE + (ratios.isEmpty() ? 0 : TOP));
  }

  private static List<Drawn> drawn(List<Bar> bars, int top) {
    double longest =
        bars.stream().mapToDouble(bar -> Math.max(bar.value(), bar.aim())).max().orElse(1);
    List<Drawn> drawn = new ArrayList<>();
    for (Bar bar : bars) {
      int y = top + drawn.size() * LINE;
      int width = (int) Math.round(bar.value() / longest * BAR_WIDTH);
      drawn.add(
          new Drawn(
              bar.label(),
              Figure.digits(bar.value()),
              y + LINE / 2 + 1,
              y,
              width,
              LEFT + width + 6,
              bar.aim() > 0,
              LEFT + (int) Math.round(bar.aim() / longest * BAR_WIDTH),
              bar.aim() > 0 && bar.value() > bar.aim()));
    }
    return drawn;
  }

  List<Drawn> ratios() {
    return ratios;
  }

  List<Drawn> starts() {
    return starts;
  }

  boolean hasRatios() {
    return !ratios.isEmpty();
  }

  boolean hasStarts() {
    return !starts.isEmpty();
  }

  int startsTitle() {
    return starts.isEmpty() ? 0 : starts.get(0).y() - 14;
  }

  int height() {
    return TOP
        + (ratios.size() + starts.size()) * LINE
        + (hasRatios() && hasStarts() ? TOP : 0)
        + 8;
  }
}
