package io.github.cpapi.conformance.compare;

import io.github.cpapi.conformance.result.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The exchanges of a clause in one run, and their alignment with those of another. */
record Steps(List<Step> steps, Neutral neutral) {

  /**
   * An exchange.
   *
   * @param number its number in its clause, from 1
   * @param path its path, without what differs between any two runs
   */
  record Step(int number, Exchange exchange, String path) {

    String operation() {
      return Optional.ofNullable(exchange.operation()).orElse(exchange.method() + " " + path);
    }

    boolean repeats(Step other) {
      return exchange.method().equals("GET")
          && other.exchange.method().equals("GET")
          && path.equals(other.path);
    }

    private boolean fits(Step other) {
      return operation().equals(other.operation())
          && exchange.sender().equals(other.exchange.sender());
    }
  }

  /** Two steps that belong together, or one that has no partner. */
  record Pair(@Nullable Step left, @Nullable Step right) {}

  /**
   * Of several reads of the same in a row, the first and the last count: how often a test polls
   * depends on how fast the target is.
   */
  static Steps of(List<Exchange> exchanges) {
    Neutral neutral = new Neutral(exchanges);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < exchanges.size(); i++) {
      Step step = new Step(i + 1, exchanges.get(i), neutral.text(exchanges.get(i).path()));
      int size = steps.size();
      if (size >= 2 && step.repeats(steps.get(size - 1)) && step.repeats(steps.get(size - 2))) {
        steps.remove(size - 1);
      }
      steps.add(step);
    }
    return new Steps(steps, neutral);
  }

  /** The longest common subsequence, by operation and sender. */
  List<Pair> alignedWith(Steps other) {
    int rows = steps.size();
    int columns = other.steps.size();
    int[][] length = new int[rows + 1][columns + 1];
    for (int a = rows - 1; a >= 0; a--) {
      for (int b = columns - 1; b >= 0; b--) {
        length[a][b] =
            steps.get(a).fits(other.steps.get(b))
                ? length[a + 1][b + 1] + 1
                : Math.max(length[a + 1][b], length[a][b + 1]);
      }
    }
    List<Pair> pairs = new ArrayList<>();
    int a = 0;
    int b = 0;
    while (a < rows || b < columns) {
      if (a < rows && b < columns && steps.get(a).fits(other.steps.get(b))) {
        pairs.add(new Pair(steps.get(a++), other.steps.get(b++)));
      } else if (b == columns || a < rows && length[a + 1][b] >= length[a][b + 1]) {
        pairs.add(new Pair(steps.get(a++), null));
      } else {
        pairs.add(new Pair(null, other.steps.get(b++)));
      }
    }
    return pairs;
  }
}
