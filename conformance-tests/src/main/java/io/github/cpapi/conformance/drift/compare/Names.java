package io.github.cpapi.conformance.drift.compare;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Compares names. */
final class Names {

  private Names() {}

  /** Whether two names differ only in capitals and punctuation. */
  static boolean spelledAlike(String a, String b) {
    String letters = letters(a);
    return !letters.isEmpty() && letters.equals(letters(b));
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** Whether a name can be another spelling of the other. */
  static boolean similar(String a, String b) {
    String x = letters(a);
    String y = letters(b);
    if (x.isEmpty() || y.isEmpty()) {
      return false;
    }
    boolean part = Math.min(x.length(), y.length()) > 2 && (x.contains(y) || y.contains(x));
    return x.equals(y) || part || distance(x, y) * 3 <= Math.max(x.length(), y.length());
  }

  private static int distance(String a, String b) {
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int step = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + step);
      }
      last = row;
    }
    return last[b.length()];
  }

  /** The part of the members that two objects share, from 0 to 1. */
  static double share(View a, View b) {
    Set<String> all = new TreeSet<>(a.members.keySet());
    all.addAll(b.members.keySet());
    Set<String> both = new TreeSet<>(a.members.keySet());
    both.retainAll(b.members.keySet());
    return all.isEmpty() ? 1 : (double) both.size() / all.size();
  }
}
