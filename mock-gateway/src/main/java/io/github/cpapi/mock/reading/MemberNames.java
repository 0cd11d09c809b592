package io.github.cpapi.mock.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.mock.exchange.Remark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds unknown members of a ticket. The gateway ignores them silently (ORD-08). */
final class MemberNames {

  /** With more wrong letters a suggestion would mislead. */
  private static final int MAX_WRONG_LETTERS = 2;

  private static final String CLIENT_ORDER_ID = "cOID";

  private final List<String> known;

  MemberNames(List<String> known) {
    this.known = known;
  }

  List<Remark> remarksAbout(JsonNode ticket) {
    List<Remark> remarks = new ArrayList<>();
    ticket
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                remarks.add(Remark.of(remark(name, ticket)));
              }
            });
    return remarks;
  }

  private String remark(String name, JsonNode ticket) {
    Optional<String> nearest = nearest(name);
    if (nearest.isEmpty()) {
      return "unknown member %s is ignored".formatted(name);
    }
    String cost =
        nearest.get().equals(CLIENT_ORDER_ID) && !ticket.hasNonNull(CLIENT_ORDER_ID)
            ? "This order has no client order id"
            : "It is ignored";
    return "unknown member %s, did you mean %s? %s".formatted(name, nearest.get(), cost);
  }

  private Optional<String> nearest(String name) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> wrongLetters(name, candidate)))
        .filter(candidate -> wrongLetters(name, candidate) <= MAX_WRONG_LETTERS);
  }

  /** The Levenshtein distance, ignoring case. */
  private static int wrongLetters(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
