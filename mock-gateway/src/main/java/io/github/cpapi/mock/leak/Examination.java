package io.github.cpapi.mock.leak;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.cpapi.mock.leak.Shapes.Hit;
import io.github.cpapi.mock.leak.Views.View;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Examines one file. Not thread-safe. */
final class Examination {

  /** What is public nowhere, with its value, which must not leave this package. */
  record Finding(
      String place, String member, Region region, Shape shape, String value, String how) {}

  /** Where a text is. */
  private record Spot(String place, String member, Region region) {}

  /** With the limits of Jackson: a file that exceeds them is no JSON that the gate can read. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(200).maxNumberLength(100).build())
          .build();

  /** Members of a recording that hold the value of the member around them. */
  private static final Set<String> MATCHERS = Set.of("equalTo", "equalToJson");

  private static final int LONG_NUMBER_DIGITS = 6;

  private static final String MONTH =
      "(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?i:[a-z]{0,6})";

  /** Times, and days with a month's name or between hyphens: digits that name nobody. */
  private static final Pattern TIMES =
      Pattern.compile(
          "(?<!\\d)\\d{1,2}:[0-5]\\d:[0-5]\\d(?![\\d:])"
              + "|(?<![\\d-])20[0-5]\\d-(?:0[1-9]|1[0-2])(?:-(?:[0-2]\\d|3[01]))?(?![\\d-])"
              + "|\\b"
              + MONTH
              + " ?((?:\\d{1,2},? )?(?:'\\d\\d|20[0-5]\\d)"
              + "(?: \\d{1,5}(?:\\.\\d{1,3})?(?= (?:Call|Put|C|P)\\b))?)(?!\\d)");

  private static final Pattern ENDING =
      Pattern.compile("\\.(?:json|jsonl|txt|html|ya?ml|md)(?:\\.gz)?$");

  private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

  /** The place of a line. */
  private static final Pattern LINE = Pattern.compile(":\\d+$");

  private static final Pattern NUMBERS =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])\\d+(?:[-._/\\s:;|()]{1,3}\\d+|, \\d+|,\\d+)*+(?![\\p{L}\\p{N}])");

  private static final String PUNCTUATION = "–—’‘“”…·§€£¥×°®™•→≥≤ ";

  private final Facts facts;
  private final boolean recording;
  private final List<Finding> findings = new ArrayList<>();

  /** Set by a finding, even by an allowed one. */
  private boolean touched;

  Examination(Facts facts, boolean recording) {
    this.facts = facts;
    this.recording = recording;
  }

  /** Examines a file with its name. */
  List<Finding> examine(String name, byte[] content) {
    String place = nameWithoutLeaks(name);
    Optional<byte[]> bytes = Views.isGzip(content) ? Views.unzip(content) : Optional.of(content);
    Optional<String> text = bytes.flatMap(Views::utf8);
    Spot whole = new Spot(place, "", Region.WIRE);
    if (text.isEmpty()) {
      report(whole, Shape.UNDECODABLE, "", "neither UTF-8 nor gzip");
    } else if (!recording || !json(text.get(), whole, true)) {
      lines(text.get(), place);
    }
    return findings;
  }

  /** The name, with ? for each part that leaks. */
  private String nameWithoutLeaks(String name) {
    String bare = ENDING.matcher(name).replaceFirst("");
    List<String> parts = new ArrayList<>();
    for (String part : bare.split("/", -1)) {
      String shown = String.join("/", parts) + (parts.isEmpty() ? "" : "/") + "?";
      touched = false;
      text(part, new Spot(shown, "", Region.NOTES));
      parts.add(touched ? "?" : part);
    }
    return String.join("/", parts) + name.substring(bare.length());
  }

  private void lines(String content, String place) {
    if (Views.dechunked(content).isPresent()) {
      text(content, new Spot(place, "", Region.WIRE));
      return;
    }
    int number = 0;
    for (String line : LINE_END.split(content, -1)) {
      number++;
      text(line, new Spot(place + ":" + number, "", Region.WIRE));
    }
  }

  /**
   * Examines a text that is JSON. Every token is examined, those of duplicate members as well.
   *
   * @param located whether the places of its members are told
   * @return false if it is not JSON, whatever was found until then
   */
  private boolean json(String text, Spot around, boolean located) {
    String start = text.stripLeading();
    if (!start.startsWith("{") && !start.startsWith("[")) {
      return false;
    }
    try (JsonParser parser = JSON.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        value(parser, token, around, "", located);
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void value(
      JsonParser parser, JsonToken token, Spot around, String pointer, boolean located)
      throws IOException {
    Spot spot =
        located
            ? new Spot(around.place() + "#" + pointer, around.member(), around.region())
            : around;
    switch (token) {
      case START_OBJECT -> {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String key = parser.currentName();
          Region region = located ? around.region().of(pointer, key) : around.region();
          boolean leaks = key(key, spot, region, located);
          String member = MATCHERS.contains(key) ? around.member() : key;
          String segment = leaks ? "?" : key.replace("~", "~0").replace("/", "~1");
          value(
              parser,
              parser.nextToken(),
              new Spot(around.place(), member, region),
              pointer + "/" + segment,
              located);
        }
      }
      case START_ARRAY -> {
        for (JsonToken next = parser.nextToken();
            next != JsonToken.END_ARRAY;
            next = parser.nextToken()) {
          value(parser, next, around, pointer + "/*", located);
        }
      }
      case VALUE_STRING -> member(parser.getText(), spot);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText(), spot);
      default -> {}
    }
  }

  private boolean key(String key, Spot object, Region region, boolean located) {
    touched = false;
    String place = located ? object.place() + "/?" : object.place();
    text(key, new Spot(place, object.member() + " keys", region));
    return touched;
  }

  private void number(String literal, Spot spot) {
    boolean plain = literal.indexOf('e') < 0 && literal.indexOf('E') < 0;
    if (!plain && literal.length() > 40) {
      report(spot, Shape.NUMBER, literal, "");
      return;
    }
    String digits = plain ? literal : plain(literal);
    member(digits.startsWith("-") ? digits.substring(1) : digits, spot);
  }

  private static String plain(String literal) {
    BigDecimal number = new BigDecimal(literal);
    return Math.abs(number.scale()) > 40 ? literal : number.toPlainString();
  }

  /** A value; that of a personal member must be a placeholder as a whole. */
  private void member(String value, Spot spot) {
    if (recording && !value.isBlank() && facts.isPersonal(spot.member())) {
      report(spot, Shape.PERSONAL, value, "");
    }
    text(value, spot);
  }

  private void text(String text, Spot spot) {
    if (recording && isPlain(text, spot.region())) {
      return;
    }
    try {
      views(text, spot);
    } catch (StackOverflowError e) {
      report(spot, Shape.UNDECODABLE, text, "too much for the gate");
    }
  }

  private void views(String text, Spot spot) {
    Views views = Views.of(text, run -> recording && isJudged(run, spot.region()));
    for (View view : views.all()) {
      if (!recording || !json(view.text(), spot, false)) {
        view(view, spot);
      }
    }
    if (recording) {
      views.problem().ifPresent(why -> report(spot, Shape.UNDECODABLE, text, why));
    }
  }

  /** Most texts: known words, and nothing that could be encoded or be an address. */
  private boolean isPlain(String text, Region region) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || "@%&\\=.:/+{[".indexOf(c) >= 0) {
        return false;
      }
    }
    return digits(text) < LONG_NUMBER_DIGITS && isKnown(text, region);
  }

  /** Known words, or a number, which is judged as such: neither is taken for Base64. */
  private boolean isJudged(String run, Region region) {
    return digits(run) == run.length() || isKnown(run, region);
  }

  private boolean isKnown(String text, Region region) {
    for (int start = Words.next(text, 0); start < text.length(); ) {
      int end = Words.end(text, start);
      if (!isHarmless(text.substring(start, end), region)) {
        return false;
      }
      start = Words.next(text, end);
    }
    return true;
  }

  private boolean isHarmless(String word, Region region) {
    if (word.length() == 1 && word.charAt(0) <= '~') {
      return true;
    }
    if (word.length() < LONG_NUMBER_DIGITS && word.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return true;
    }
    return facts.knows(word, region);
  }

  private void view(View view, Spot spot) {
    StringBuilder text = new StringBuilder(view.text());
    for (Hit hit : Shapes.find(text, recording)) {
      // A host without a dot is no name of a file or a currency pair.
      boolean known =
          hit.shape() == Shape.HOST
              && hit.text().indexOf('.') >= 0
              && facts.knows(hit.text(), spot.region());
      if (!known) {
        report(at(spot, hit.start(), view), hit.shape(), hit.text(), view.how());
      }
    }
    if (recording) {
      letters(text, spot);
      if (digits(text) >= LONG_NUMBER_DIGITS) {
        blankTimes(text);
        numbers(text, view, spot);
      }
      words(text, view, spot);
    }
  }

  private void letters(StringBuilder text, Spot spot) {
    for (int i = 0; i < text.length(); i++) {
      if (!isLegible(text.charAt(i))) {
        String unreadable = Character.toString(text.codePointAt(i));
        if (!isLegible(text.codePointAt(i))) {
          report(spot, Shape.UNDECODABLE, unreadable, "a character that cannot be read");
        }
        i += unreadable.length() - 1;
      }
    }
  }

  private static boolean isLegible(int c) {
    if (c <= '~') {
      return c >= ' ' || c == '\n' || c == '\r' || c == '\t';
    }
    return PUNCTUATION.indexOf(c) >= 0
        || Character.isLetterOrDigit(c)
        || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  /** The name of a month stays: it is a word. */
  private static void blankTimes(StringBuilder text) {
    Matcher matcher = TIMES.matcher(text.toString());
    while (matcher.find()) {
      int group = matcher.group(1) == null ? 0 : 1;
      Shapes.blank(text, matcher.start(group), matcher.end(group));
    }
  }

  private void numbers(StringBuilder text, View view, Spot spot) {
    Matcher numbers = NUMBERS.matcher(text.toString());
    while (numbers.find()) {
      String number = numbers.group();
      if (digits(number) >= LONG_NUMBER_DIGITS && !isPublic(number, spot)) {
        for (String part : longNumbers(number)) {
          if (!isPublic(part, spot)) {
            report(at(spot, numbers.start(), view), Shape.NUMBER, part, view.how());
          }
        }
      }
      Shapes.blank(text, numbers.start(), numbers.end());
    }
  }

  /** Long numbers in a list are judged each on its own; short ones together, except for commas. */
  private static List<String> longNumbers(String list) {
    List<String> found = new ArrayList<>();
    int rest = 0;
    for (String part : list.split("[,;:|]")) {
      if (digits(part) >= LONG_NUMBER_DIGITS) {
        found.add(part);
      } else {
        rest += list.matches("\\d{2,}(,[\\d.]+)+") ? 0 : digits(part);
      }
    }
    if (rest >= LONG_NUMBER_DIGITS) {
      found.add(list);
    }
    return found;
  }

  private boolean isPublic(String number, Spot spot) {
    return facts.knows(number, spot.region())
        || facts.forms(spot.member()).stream().anyMatch(form -> form.matches(number));
  }

  private static int digits(CharSequence text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      digits += text.charAt(i) >= '0' && text.charAt(i) <= '9' ? 1 : 0;
    }
    return digits;
  }

  private void words(StringBuilder text, View view, Spot spot) {
    for (int start = Words.next(text, 0); start < text.length(); ) {
      int end = Words.end(text, start);
      String word = text.substring(start, end);
      if (!isHarmless(word, spot.region())) {
        boolean random = word.length() >= 16 && Shapes.looksRandom(word);
        report(at(spot, start, view), random ? Shape.TOKEN : Shape.WORD, word, view.how());
      }
      start = Words.next(text, end);
    }
  }

  /** In a file of lines the column of what was not decoded is known. */
  private static Spot at(Spot spot, int start, View view) {
    return spot.place().indexOf('#') >= 0 || view.depth() > 0 || !LINE.matcher(spot.place()).find()
        ? spot
        : new Spot(spot.place() + ":" + (start + 1), spot.member(), spot.region());
  }

  private void report(Spot spot, Shape shape, String value, String how) {
    if (!facts.allows(shape, value, spot.member(), spot.place())) {
      touched = true;
      findings.add(new Finding(spot.place(), spot.member(), spot.region(), shape, value, how));
    }
  }
}
