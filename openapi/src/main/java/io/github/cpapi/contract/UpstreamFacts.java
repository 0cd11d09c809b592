package io.github.cpapi.contract;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** The facts of IBKR's own document that were accepted, {@code openapi/upstream}. */
public final class UpstreamFacts {

  /** Orders names by the numbers in them: 2.9.0 comes before 2.28.0. */
  public static final Comparator<String> VERSIONS = UpstreamFacts::compare;

  private UpstreamFacts() {}

  /**
   * Reads the newest facts from the class path.
   *
   * @return a document in YAML; empty if there is none
   */
  public static Optional<String> newest() {
    return ContractFiles.textsBelow("upstream", ".yaml").entrySet().stream()
        .max(Map.Entry.comparingByKey(VERSIONS))
        .map(Map.Entry::getValue);
  }

  private static int compare(String a, String b) {
    String[] x = a.split("\\D+");
    String[] y = b.split("\\D+");
    for (int i = 0; i < Math.min(x.length, y.length); i++) {
      int order = number(x[i]).compareTo(number(y[i]));
      if (order != 0) {
        return order;
      }
    }
    return a.compareTo(b);
  }

  private static BigInteger number(String digits) {
    return new BigInteger("0" + digits);
  }
}
