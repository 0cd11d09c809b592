package io.github.cpapi.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The argument dictionary, the page {@code openapi/docs/arguments.md}. An entry is a section of the
 * page, or a row of a table that is outside of the sections.
 */
final class Dictionary {

  /**
   * An entry.
   *
   * @param chapter the part of the page, for example The ticket
   * @param title the first of its names
   * @param names how it can be found: names of arguments, and values of them
   * @param lines its text
   */
  record Entry(String chapter, String title, Set<String> names, List<String> lines) {
    Entry(String chapter, String title) {
      this(chapter, title, new LinkedHashSet<>(Set.of(title)), new ArrayList<>());
    }
  }

  private static final String JAVA = "in Java";
  private static final String EXAMPLE = "example";

  /** A legal value in the list of an argument. */
  private static final Pattern VALUE = Pattern.compile("- `([^`]+)`.*");

  /** The value in the example of an argument, if it is a text. */
  private static final Pattern EXAMPLE_VALUE = Pattern.compile("\"\\w+\": \"([^\"]+)\"");

  private final List<Entry> entries = new ArrayList<>();

  private String chapter = "";
  private @Nullable Entry section;
  private List<String> head = List.of();

  private Dictionary() {}

  /** Reads the page from the class path. */
  static Dictionary load() {
    try (InputStream page = Dictionary.class.getResourceAsStream("arguments.md")) {
      String text = new String(Objects.requireNonNull(page).readAllBytes(), StandardCharsets.UTF_8);
      Dictionary dictionary = new Dictionary();
      text.lines().forEach(dictionary::add);
      dictionary.addNamesOfTws();
      return dictionary;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns all entries in the order of the page. */
  List<Entry> entries() {
    return List.copyOf(entries);
  }

  /**
   * Finds entries by name, in any case: those with the name, or else those with a name that
   * contains the word.
   */
  List<Entry> find(String word) {
    List<Entry> exact = find(word, String::equals);
    return exact.isEmpty() ? find(word, String::contains) : exact;
  }

  private List<Entry> find(String word, BiPredicate<String, String> fits) {
    return entries.stream()
        .filter(
            entry ->
                entry.names().stream()
                    .anyMatch(name -> fits.test(lowerCase(name), lowerCase(word))))
        .toList();
  }

  /** Returns the names that share the most pairs of letters with a word, the nearest first. */
  List<String> near(String word, int atMost) {
    Set<String> pairs = pairs(word);
    return entries.stream()
        .flatMap(entry -> entry.names().stream())
        .distinct()
        .filter(name -> likeness(name, pairs) > 0)
        .sorted(Comparator.comparingDouble((String name) -> -likeness(name, pairs)))
        .limit(atMost)
        .toList();
  }

  private static double likeness(String name, Set<String> pairs) {
    Set<String> own = pairs(name);
    double all = own.size() + pairs.size();
    own.retainAll(pairs);
    return own.size() / all;
  }

  private static Set<String> pairs(String word) {
    String letters = lowerCase(word);
    return IntStream.range(0, letters.length() - 1)
        .mapToObj(i -> letters.substring(i, i + 2))
        .collect(Collectors.toSet());
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private void add(String line) {
    if (line.startsWith("## ")) {
      chapter = line.substring(3);
      section = null;
    } else if (line.startsWith("### ")) {
      section = new Entry(chapter, line.substring(4));
      entries.add(section);
    } else if (line.startsWith("|")) {
      addRow(cells(line));
      return;
    } else if (section != null && !line.startsWith("```") && !line.startsWith("From [")) {
      section.lines().add(plain(line));
      addName(section, VALUE.matcher(line));
    }
    head = List.of();
  }

  private void addRow(List<String> cells) {
    if (head.isEmpty()) {
      head = cells;
    } else if (section != null) {
      addTo(section, cells);
    } else if (!cells.get(0).startsWith("---")) {
      Entry row = new Entry(chapter, cells.get(0));
      row.names().add(lastWords(cells.get(0)));
      for (int i = 1; i < cells.size(); i++) {
        row.lines().add(labelled(head.get(i), cells.get(i)));
      }
      entries.add(row);
    }
  }

  private static void addTo(Entry section, List<String> cells) {
    if (cells.get(0).startsWith("---")) {
      return;
    }
    section.lines().add(labelled(cells.get(0), String.join(", ", cells.subList(1, cells.size()))));
    if (cells.get(0).equals(JAVA)) {
      section.names().add(cells.get(1));
    } else if (cells.get(0).equals(EXAMPLE)) {
      addName(section, EXAMPLE_VALUE.matcher(cells.get(1)));
    }
  }

  private static void addName(Entry section, Matcher value) {
    if (value.matches()) {
      section.names().add(value.group(1));
    }
  }

  private static String labelled(String label, String text) {
    return label.isEmpty() ? text : label + ": " + text;
  }

  /** Order.totalQuantity is totalQuantity, too, and orderType STP LMT is STP LMT. */
  private static String lastWords(String name) {
    return name.replaceFirst("^(Order\\.|Contract\\.|orderType )", "");
  }

  /** A section has the names of the rows that lead to it. */
  private void addNamesOfTws() {
    String onTheWire = "on the wire: ";
    for (Entry row : entries) {
      for (Entry entry : entries) {
        if (row.lines().get(0).equals(onTheWire + entry.title())) {
          entry.names().addAll(row.names());
        }
      }
    }
  }

  private static List<String> cells(String row) {
    return Arrays.stream(row.strip().substring(1).split("\\|"))
        .map(Dictionary::plain)
        .map(String::strip)
        .toList();
  }

  /** Removes the marks of Markdown. */
  private static String plain(String text) {
    return text.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1").replaceAll("[`*]", "");
  }
}
