package io.github.cpapi.mock.leak;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what has the shape of a secret, wherever it is. */
final class Shapes {

  /** A text with the shape of a secret. */
  record Hit(Shape shape, String text, int start) {}

  /** Neither a letter nor a digit before or after. */
  private static final String BEFORE = "(?<![\\p{L}\\p{N}])";

  private static final String AFTER = "(?![\\p{L}\\p{N}])";

  private static final String JOINED_BY_DOTS =
      "(?<![\\p{L}\\p{N}._-])[._-]*+([\\p{L}\\p{N}][\\p{L}\\p{N}_-]*+\\.[\\p{L}\\p{N}_.-]*"
          + "(?<=\\.\\p{L}{2,24})(?![\\p{L}\\p{N}]))";

  /** Words joined by dots, such as a host name, as group 1. The last has no digit. */
  static final Pattern DOTTED = Pattern.compile(JOINED_BY_DOTS);

  /** Stands for what a rule has found. Neither a letter nor a digit. */
  private static final char BLANK = '\u00b7';

  private static final String PRIVATE_SUFFIX =
      "(?:local|localdomain|lan|internal|intranet|home\\.arpa)(?![\\p{L}\\p{N}_])";

  /**
   * A shape to look for.
   *
   * @param inAscii the same for texts without other letters and digits, in a fraction of the time
   */
  private record Rule(Shape shape, Pattern pattern, Pattern inAscii, int group) {

    Rule(Shape shape, String pattern) {
      this(shape, pattern, 0);
    }

    Rule(Shape shape, String pattern, int group) {
      this(
          shape,
          Pattern.compile(pattern),
          Pattern.compile(
              pattern.replace("\\p{L}\\p{N}", "\\p{Alnum}").replace("\\p{L}", "\\p{Alpha}")),
          group);
    }
  }

  /** In this order: what one rule found, the later ones do not see. */
  private static final List<Rule> ANYWHERE =
      List.of(
          new Rule(
              Shape.EMAIL,
              "(?<![\\p{L}\\p{N}._%+'-])[\\p{L}\\p{N}._%+'-]++@[\\p{L}\\p{N}.-]+\\.\\p{L}{2,}"),
          new Rule(
              Shape.COOKIE,
              "(?i)(?<![\\w./-])(?:x-sess-uuid|[a-z]*sess(?:ion)?_?id|cp|sbid|xyzab[\\w.-]*|ib_\\w+"
                  + "|user_?id)=([\\p{L}\\p{N}{%][^;\\s\"'&,)]*)",
              1),
          new Rule(
              Shape.TOKEN, "(?i)\\b(?:bearer|basic) +((?=[^ ]*\\d)[A-Za-z0-9._~+/-]{16,}=*)", 1),
          new Rule(Shape.TOKEN, "\\beyJ[A-Za-z0-9_.-]{8,}"),
          new Rule(
              Shape.UUID,
              BEFORE
                  + "\\p{XDigit}{8}([-_ ])\\p{XDigit}{4}\\1\\p{XDigit}{4}\\1\\p{XDigit}{4}\\1"
                  + "\\p{XDigit}{12}"
                  + AFTER),
          new Rule(Shape.HEX, BEFORE + "\\p{XDigit}{32,}" + AFTER),
          new Rule(
              Shape.MAC,
              BEFORE + "\\p{XDigit}{2}([:.-])(?:\\p{XDigit}{2}\\1){4}\\p{XDigit}{2}" + AFTER),
          new Rule(Shape.MAC, BEFORE + "\\p{XDigit}{4}\\.\\p{XDigit}{4}\\.\\p{XDigit}{4}" + AFTER),
          new Rule(
              Shape.IP,
              "(?<![\\p{L}\\p{N}:])(?:\\p{XDigit}{1,4}:){7}\\p{XDigit}{1,4}(?![\\p{L}\\p{N}:])"),
          new Rule(
              Shape.IP,
              "(?<![\\p{L}\\p{N}:])(?=[\\p{XDigit}:]*\\d)(?:\\p{XDigit}{1,4}(?::\\p{XDigit}{1,4}){0,6})?"
                  + "::(?:\\p{XDigit}{1,4}(?::\\p{XDigit}{1,4}){0,6})?(?![\\p{L}\\p{N}:])"),
          new Rule(
              Shape.IP, "(?<![\\p{L}\\p{N}.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\p{L}\\p{N}]|\\.\\d)"),
          new Rule(Shape.ACCOUNT, "(?i)" + BEFORE + "D?[UFI][-_ +]?\\d{6,9}[A-Z]?" + AFTER),
          new Rule(Shape.HOST, "(?i)(?<![\\p{L}\\p{N}.-])[a-z0-9.-]*[a-z0-9]\\." + PRIVATE_SUFFIX));

  /** What only a recording must not contain: in prose and source, dots join other things too. */
  private static final List<Rule> IN_RECORDINGS =
      List.of(
          new Rule(Shape.HOST, "://\\[?([^\\s/:?#\\]\"']+)", 1),
          new Rule(Shape.HOST, JOINED_BY_DOTS, 1));

  private static final Pattern RANDOM =
      Pattern.compile(BEFORE + "(?=[A-Za-z]*\\d)[A-Za-z0-9]{20,}" + AFTER);

  private Shapes() {}

  /** The shapes that are secrets in any text. Found texts are blanked in {@code text}. */
  static List<Hit> find(StringBuilder text, boolean recording) {
    List<Hit> hits = new ArrayList<>();
    Set<Shape> possible = possible(text, recording);
    boolean ascii = isAscii(text);
    for (Rule rule : ANYWHERE) {
      if (possible.contains(rule.shape())) {
        find(rule, ascii, text, hits);
      }
    }
    if (recording) {
      if (possible.contains(Shape.HOST)) {
        IN_RECORDINGS.forEach(rule -> find(rule, ascii, text, hits));
      }
    } else {
      random(text, hits);
    }
    return hits;
  }

  private static boolean isAscii(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > '~' && text.charAt(i) != BLANK) {
        return false;
      }
    }
    return true;
  }

  /** A look at the characters saves most patterns for most texts. */
  private static Set<Shape> possible(CharSequence text, boolean recording) {
    Set<Shape> possible = EnumSet.noneOf(Shape.class);
    int digits = 0;
    int hex = 0;
    int dots = 0;
    int colons = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
        hex++;
      } else if (c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F') {
        hex++;
      } else if (c == '.') {
        dots++;
      } else if (c == ':') {
        colons++;
      } else if (c == '@') {
        possible.add(Shape.EMAIL);
      } else if (c == '=') {
        possible.add(Shape.COOKIE);
      }
    }
    add(possible, Shape.HOST, dots > 0 || colons > 0);
    add(possible, Shape.IP, dots >= 3 && digits >= 4 || colons >= 2);
    add(possible, Shape.ACCOUNT, digits >= 6);
    add(possible, Shape.MAC, hex >= 12);
    add(possible, Shape.UUID, hex >= 32);
    add(possible, Shape.HEX, hex >= 32);
    // In a recording, a token is no known word.
    add(possible, Shape.TOKEN, !recording && text.length() >= 12);
    return possible;
  }

  private static void add(Set<Shape> shapes, Shape shape, boolean possible) {
    if (possible) {
      shapes.add(shape);
    }
  }

  private static void find(Rule rule, boolean ascii, StringBuilder text, List<Hit> hits) {
    Matcher matcher = (ascii ? rule.inAscii() : rule.pattern()).matcher(text.toString());
    while (matcher.find()) {
      int start = matcher.start(rule.group());
      hits.add(new Hit(rule.shape(), matcher.group(rule.group()), start));
      blank(text, start, matcher.end(rule.group()));
    }
  }

  private static void random(StringBuilder text, List<Hit> hits) {
    Matcher run = RANDOM.matcher(text);
    while (run.find()) {
      if (looksRandom(run.group())) {
        hits.add(new Hit(Shape.TOKEN, run.group(), run.start()));
      }
    }
  }

  /** Letters of both cases and digits that often take turns, unlike in a name. */
  static boolean looksRandom(String run) {
    int turns = 0;
    int digits = 0;
    for (int i = 0; i < run.length(); i++) {
      digits += Character.isDigit(run.charAt(i)) ? 1 : 0;
      turns += i > 0 && kind(run.charAt(i)) != kind(run.charAt(i - 1)) ? 1 : 0;
    }
    return digits >= 2 && turns * 3 >= run.length();
  }

  private static int kind(char c) {
    return Character.isDigit(c) ? 0 : Character.isUpperCase(c) ? 1 : 2;
  }

  static void blank(StringBuilder text, int start, int end) {
    for (int i = start; i < end; i++) {
      text.setCharAt(i, BLANK);
    }
  }
}
