package io.github.cpapi.conformance.drift.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares names. */
final class Names {

  private static final int MAX_ABBREVIATION = 8;

  private Names() {}

  /** Whether two names differ only in capitals and punctuation. */
  static boolean spelledAlike(String a, String b) {
    String letters = letters(a);
    return !letters.isEmpty() && letters.equals(letters(b));
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** Whether a name can be another spelling of the other, or short for it. */
  static boolean similar(String a, String b) {
    String x = letters(a);
    String y = letters(b);
    if (x.isEmpty() || y.isEmpty()) {
      return false;
    }
    boolean part = Math.min(x.length(), y.length()) > 2 && (x.contains(y) || y.contains(x));
    return part
        || distance(x, y) * 3 <= Math.max(x.length(), y.length())
        || abbreviates(a, b)
        || abbreviates(b, a);
  }

  /** Whether a name is made of the starts of all words of another, as tif of timeInForce. */
  private static boolean abbreviates(String brief, String full) {
    List<String> words =
        Arrays.stream(full.split("(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+"))
            .filter(word -> !word.isEmpty())
            .map(Names::letters)
            .toList();
    String letters = letters(brief);
    return words.size() > 1
        && letters.length() > 2
        && letters.length() <= MAX_ABBREVIATION
        && letters.matches(words.stream().map(Names::start).collect(Collectors.joining()));
  }

  /** An expression for the start of a word, for example {@code a(b(c)?)?}. */
  private static String start(String word) {
    return String.join("(", word.split("")) + ")?".repeat(word.length() - 1);
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
