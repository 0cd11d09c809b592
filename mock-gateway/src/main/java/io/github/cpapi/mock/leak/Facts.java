package io.github.cpapi.mock.leak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is public: the contract's vocabulary, the facts of {@code facts.yaml}, which are derived
 * from the recordings, and the allow-list, which is written by hand. Immutable.
 */
final class Facts {

  private static final List<String> VOCABULARY =
      List.of("cpapi.yaml", "cpapi-ws.yaml", "questions.yaml", "order-types.yaml");

  private static final Pattern SIX_DIGITS = Pattern.compile(".*\\d{6}.*");

  /** The words of the spec, in lower case. */
  private final Set<String> vocabulary;

  /** As derived, in their case: the exchange JANE is public, a person's name is not. */
  private final Map<Region, Set<String>> words;

  private final Map<String, Set<Form>> forms;
  private final Set<String> personal;
  private final Map<Shape, List<Allowed>> allowed;

  private Facts(
      Set<String> vocabulary,
      Map<Region, Set<String>> words,
      Map<String, Set<Form>> forms,
      Set<String> personal,
      Map<Shape, List<Allowed>> allowed) {
    this.vocabulary = vocabulary;
    this.words = words;
    this.forms = forms;
    this.personal = personal;
    this.allowed = allowed;
  }

  /** The facts of this jar. */
  static Facts shipped() {
    return of(yaml("facts.yaml"));
  }

  /** The vocabulary and the allow-list without what is derived from recordings. */
  static Facts withoutRecordings() {
    return of(new YAMLMapper().createObjectNode());
  }

  private static Facts of(JsonNode derived) {
    Map<Region, Set<String>> words = new EnumMap<>(Region.class);
    Set<String> known = new HashSet<>();
    for (Region region : Region.values()) {
      derived.path(lower(region.name())).forEach(word -> known.add(word.asText()));
      words.put(region, Set.copyOf(known));
    }
    Map<String, Set<Form>> forms = new HashMap<>();
    for (Map.Entry<String, JsonNode> member : derived.path("forms").properties()) {
      Set<Form> legal = new HashSet<>();
      member
          .getValue()
          .forEach(form -> legal.add(Form.valueOf(form.asText().toUpperCase(Locale.ROOT))));
      forms.put(lower(member.getKey()), legal);
    }
    JsonNode list = yaml("allow-list.yaml");
    Set<String> personal = new HashSet<>();
    list.path("personal").forEach(member -> personal.add(lower(member.asText())));
    Map<Shape, List<Allowed>> allowed = new EnumMap<>(Shape.class);
    read(list.path("allowed"), "the allow-list of this jar", allowed);
    return new Facts(vocabulary(), words, forms, personal, allowed);
  }

  /**
   * Adds an allow-list.
   *
   * @throws IllegalArgumentException if an entry is wrong; the message names the file and the entry
   */
  Facts with(Path file) {
    JsonNode list;
    try {
      list = new YAMLMapper().readTree(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
    }
    Map<Shape, List<Allowed>> all = new EnumMap<>(Shape.class);
    allowed.forEach((shape, entries) -> all.put(shape, new ArrayList<>(entries)));
    read(list, file.toString(), all);
    return new Facts(vocabulary, words, forms, personal, all);
  }

  private static void read(JsonNode list, String file, Map<Shape, List<Allowed>> to) {
    int number = 0;
    for (JsonNode entry : list) {
      number++;
      Allowed read = read(entry, file + ", entry " + number);
      to.computeIfAbsent(read.shape(), shape -> new ArrayList<>()).add(read);
    }
  }

  private static Allowed read(JsonNode entry, String where) {
    Set<String> unknown = new HashSet<>();
    entry.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(List.of("shape", "matches", "member", "place", "file", "reason"));
    String reason = entry.path("reason").asText().strip();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          where + ": expected shape, matches, member, place, file and reason, not " + unknown);
    }
    if (reason.isEmpty() || reason.equals(Allowed.NO_REASON)) {
      throw new IllegalArgumentException(where + ": reason: expected why the value is public");
    }
    if (!entry.has("matches") && !entry.has("place") && !entry.has("file")) {
      throw new IllegalArgumentException(where + ": expected matches, place or file");
    }
    try {
      return new Allowed(
          Shape.valueOf(entry.path("shape").asText().toUpperCase(Locale.ROOT)),
          entry.has("matches") ? Pattern.compile(entry.path("matches").asText()) : null,
          text(entry, "member"),
          text(entry, "place"),
          text(entry, "file"),
          reason);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
    }
  }

  private static @Nullable String text(JsonNode entry, String member) {
    return entry.has(member) ? entry.path(member).asText() : null;
  }

  boolean knows(String word, Region region) {
    return Objects.requireNonNull(words.get(region)).contains(word)
        || vocabulary.contains(lower(word));
  }

  boolean isPersonal(String member) {
    return personal.contains(lower(member));
  }

  Set<Form> forms(String member) {
    return forms.getOrDefault(lower(member), Set.of());
  }

  boolean allows(Shape shape, String value, String member, String place) {
    for (Allowed entry : allowed.getOrDefault(shape, List.of())) {
      if (entry.covers(value, member, place)) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> vocabulary() {
    Set<String> words = new HashSet<>();
    for (String file : VOCABULARY) {
      addWords(text("/cpapi/spec/" + file), words);
    }
    return words;
  }

  private static void addWords(String text, Set<String> words) {
    for (int start = Words.next(text, 0); start < text.length(); ) {
      int end = Words.end(text, start);
      add(text.substring(start, end), words);
      start = Words.next(text, end);
    }
    Shapes.DOTTED.matcher(text).results().forEach(dotted -> add(dotted.group(1), words));
  }

  private static void add(String word, Set<String> words) {
    if (!SIX_DIGITS.matcher(word).matches()) {
      words.add(lower(word));
    }
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  private static JsonNode yaml(String resource) {
    try {
      return new YAMLMapper().readTree(text(resource));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  private static String text(String resource) {
    try (InputStream in = Facts.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
