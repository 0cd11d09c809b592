package io.github.cpapi.mock.record;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The placeholders of one recording session: one for each real value, numbered in the order of
 * first sight. They say nothing about the value, and the table is never written. Not thread-safe.
 */
final class Pseudonyms {

  /** The invented accounts that the project's files may contain. */
  private static final List<String> ACCOUNTS =
      List.of("DU1234567", "DU7654321", "DU0000000", "U1234567", "U0000000");

  /** Shorter numbers are sizes and rows; the gateway also sends an order id of 0 or -1. */
  private static final Pattern ID_NUMBER = Pattern.compile("\\d{5,18}");

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final Pattern LETTER_OR_DIGIT = Pattern.compile("[\\p{L}\\p{N}]");

  /** Shorter values occur in other texts by chance. */
  private static final int SEARCHABLE = 5;

  /** A space can be written as {@code %20}, and a line break takes two characters. */
  private static final int MAX_BETWEEN = 3;

  /** What a placeholder looks like. */
  enum Form {
    ACCOUNT,
    /** One, zeros and a number, as long as the value. */
    NUMBER,
    /** A number with the same places for digits. */
    AMOUNT,
    UUID,
    /** Zeros and a number, as long as the value and with its separators. */
    ZEROS,
    EXECUTION,
    MAC,
    IPV4,
    IPV6,
    MAIL,
    REFERENCE,
    LOGIN,
    PERSON,
    SERVER
  }

  private final Map<String, String> byValue = new HashMap<>();

  /** A value to search for in texts. */
  private record Known(List<String> otherWords, String placeholder) {}

  /** By the first word in lower case; most words first. */
  private final Map<String, List<Known>> byFirstWord = new HashMap<>();

  private final Map<Form, Integer> counts = new EnumMap<>(Form.class);

  /** In lower case. */
  private final Set<String> publicWords;

  /**
   * @param publicWords words in lower case. A value of such words only is replaced in its own
   *     place, and not searched for in texts
   */
  Pseudonyms(Set<String> publicWords) {
    this.publicWords = publicWords;
  }

  /** The placeholder of a value. Upper and lower case make no other value. */
  String of(Form form, String value) {
    String key = value.toLowerCase(Locale.ROOT);
    String known = byValue.get(key);
    if (known == null) {
      known = create(form, value, counts.merge(form, 1, Integer::sum));
      byValue.put(key, known);
      index(key, known);
      if (form == Form.PERSON) {
        indexParts(key);
      }
    }
    return known;
  }

  /** The placeholder of an id in digits, or the id itself if it is too short to be one. */
  String ofNumber(String value) {
    return ID_NUMBER.matcher(value).matches() ? of(Form.NUMBER, value) : value;
  }

  /** Replaces the ids in digits within a text. */
  String ofNumbersIn(String text) {
    return ID_NUMBER
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(ofNumber(found.group())));
  }

  /**
   * A known value in a text.
   *
   * @param end where it ends
   */
  record Found(int end, String placeholder) {}

  /**
   * Finds a known value in a text, also with other characters between its words.
   *
   * @param start where its first word starts
   * @param end where its first word ends
   */
  Optional<Found> at(String text, int start, int end) {
    String first = text.substring(start, end).toLowerCase(Locale.ROOT);
    for (Known known : byFirstWord.getOrDefault(first, List.of())) {
      int after = end;
      for (String word : known.otherWords()) {
        after = after < 0 ? after : after(text, after, word);
      }
      if (after >= 0) {
        return Optional.of(new Found(after, known.placeholder()));
      }
    }
    return Optional.empty();
  }

  /** The end of the next word, if it is this one and near; otherwise -1. */
  private static int after(String text, int end, String word) {
    Matcher next = WORD.matcher(text);
    boolean same =
        next.find(end) && next.start() - end <= MAX_BETWEEN && next.group().equalsIgnoreCase(word);
    return same ? next.end() : -1;
  }

  @Nullable String known(String value) {
    return byValue.get(value.toLowerCase(Locale.ROOT));
  }

  private void index(String value, String placeholder) {
    List<String> words = WORD.matcher(value).results().map(found -> found.group()).toList();
    if (value.length() < SEARCHABLE || words.isEmpty() || publicWords.containsAll(words)) {
      return;
    }
    List<Known> values = byFirstWord.computeIfAbsent(words.get(0), word -> new ArrayList<>(1));
    values.add(new Known(words.subList(1, words.size()), placeholder));
    values.sort((a, b) -> Integer.compare(b.otherWords().size(), a.otherWords().size()));
  }

  /** The parts of a name occur alone, too. */
  private void indexParts(String person) {
    List<String> words = WORD.matcher(person).results().map(found -> found.group()).toList();
    if (words.size() > 1) {
      words.stream()
          .filter(word -> word.length() >= SEARCHABLE - 1 && !publicWords.contains(word))
          .forEach(word -> of(Form.LOGIN, word));
    }
  }

  private static String create(Form form, String value, int number) {
    return switch (form) {
      case ACCOUNT ->
          number <= ACCOUNTS.size() ? ACCOUNTS.get(number - 1) : "DU%07d".formatted(number);
      case NUMBER -> "1" + String.format("%0" + Math.max(1, value.length() - 1) + "d", number);
      case AMOUNT -> amount(value, number);
      case UUID -> "00000000-0000-4000-8000-%012d".formatted(number);
      case ZEROS -> zeros(value, number);
      case EXECUTION -> "00000000.00000000.%02d.01".formatted(number);
      case MAC -> "00:00:00:00:%02d:%02d".formatted((number - 1) / 100, (number - 1) % 100);
      case IPV4 -> "192.0.2." + number;
      case IPV6 -> "2001:db8::" + Integer.toHexString(number);
      case MAIL -> "user" + number + "@mail.invalid";
      case REFERENCE -> "order-" + number;
      case LOGIN -> "user" + (1233 + number);
      case PERSON -> number == 1 ? "Test User" : "Test User " + number;
      case SERVER -> "JifZ%05d".formatted(number);
    };
  }

  private static String zeros(String value, int number) {
    StringBuilder zeros = new StringBuilder(LETTER_OR_DIGIT.matcher(value).replaceAll("0"));
    String digits = String.valueOf(number);
    int digit = digits.length() - 1;
    for (int i = zeros.length() - 1; i >= 0 && digit >= 0; i--) {
      if (zeros.charAt(i) == '0') {
        zeros.setCharAt(i, digits.charAt(digit--));
      }
    }
    return zeros.toString();
  }

  /** Amounts with few digits can become equal. */
  private static String amount(String value, int number) {
    StringBuilder amount = new StringBuilder(value.replaceAll("\\d", "0"));
    int rest = number;
    int first = -1;
    for (int i = value.length() - 1; i >= 0; i--) {
      if (Character.isDigit(value.charAt(i))) {
        amount.setCharAt(i, (char) ('0' + rest % 10));
        rest /= 10;
        first = value.charAt(i) == '0' ? first : i;
      }
    }
    amount.setCharAt(first, '1');
    return amount.toString();
  }
}
