package io.github.cpapi.mock.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.github.cpapi.mock.record.Pseudonyms.Form;
import io.github.cpapi.mock.record.Pseudonyms.Found;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces what belongs to a person: by the name of the JSON member, by its shape, and where a
 * value that is known already occurs again, encoded or not. Everything else stays as it is,
 * character by character. Not thread-safe.
 */
final class Masker {

  /** Encodings within encodings, beyond which a text is left to the gate. */
  private static final int MAX_DEPTH = 6;

  private static final String NOT_AFTER = "(?<![\\p{L}\\p{N}])";
  private static final String NOT_BEFORE = "(?![\\p{L}\\p{N}])";
  private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

  /** Longest shapes first. */
  private static final Pattern PIECES =
      Pattern.compile(
          NOT_AFTER
              + "(?:"
              + "(?<mail>[\\p{L}\\p{N}_.+-]{1,64}@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,8})"
              + "|(?<uuid>[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12})"
              + "|(?<execution>[0-9A-Fa-f]{8}\\.[0-9A-Fa-f]{8}\\.\\d{2}\\.\\d{2})"
              + "|(?<mac>[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5})"
              + "|(?<ipv4>"
              + BYTE
              + "(?:\\."
              + BYTE
              + "){3})(?!\\.\\d)"
              + "|(?<ipv6>(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}"
              + "|(?:[0-9A-Fa-f]{1,4}:){1,6}(?::[0-9A-Fa-f]{1,4}){1,6})"
              + "|(?<account>(?i:DU|DF|DI|U|F|I)\\d{5,9})"
              + "|(?<zeros>[0-9A-Fa-f]{32,})"
              + ")"
              + NOT_BEFORE
              + "|(?<word>[\\p{L}\\p{N}]+)");

  /** The forms with a group of their name in {@link #PIECES}. */
  private static final List<Form> SHAPED =
      List.of(
          Form.MAIL,
          Form.UUID,
          Form.EXECUTION,
          Form.MAC,
          Form.IPV4,
          Form.IPV6,
          Form.ACCOUNT,
          Form.ZEROS);

  /** An id that no answer has shown before: an order of another day, named in a text. */
  private static final Pattern ORDER_IN_TEXT =
      Pattern.compile("(?i)(?<=\\border(?: id)?[ #:]{1,3})\\d{6,}");

  private static final int MIN_SECRET = 6;
  private static final Set<String> NOT_SECRET = Set.of("127.0.0.1", "0.0.0.0");
  private static final JsonFactory JSON = new JsonFactory();

  private final Pseudonyms pseudonyms;
  private final TimeShift times;
  private final boolean amounts;

  /**
   * @param amounts whether amounts of money and positions are replaced
   */
  Masker(Pseudonyms pseudonyms, TimeShift times, boolean amounts) {
    this.pseudonyms = pseudonyms;
    this.times = times;
    this.amounts = amounts;
  }

  /** Learns the value of a header with credentials, which itself is not recorded. */
  void learnSecret(String value) {
    if (value.length() >= MIN_SECRET && masked(value).equals(value)) {
      pseudonyms.of(Form.ZEROS, value);
    }
  }

  /** Replaces what is known or has a shape, in a text without a member's name. */
  String masked(String text) {
    return masked(text, 0, 0);
  }

  /** The value of a parameter or a JSON member. */
  String value(String name, String value) {
    Role role = Role.of(name).orElse(null);
    return role == null || value.isBlank() ? masked(value) : byRole(role, value);
  }

  private String byRole(Role role, String value) {
    return switch (role) {
      case ACCOUNT -> account(value);
      case NUMBER -> digits(value) ? pseudonyms.ofNumber(value) : masked(value);
      case REFERENCE -> reference(value);
      case GROUP -> pseudonyms.ofNumbersIn(value);
      case EXECUTION -> pseudonyms.of(Form.EXECUTION, value);
      case LOGIN -> named(Form.LOGIN, value);
      case PERSON -> named(Form.PERSON, value);
      case SESSION -> named(Form.ZEROS, value);
      case HARDWARE -> hardware(value);
      case SERVER -> named(Form.SERVER, value);
      case ADDRESS ->
          masked(value).equals(value) && !NOT_SECRET.contains(value)
              ? pseudonyms.of(Form.IPV4, value)
              : masked(value);
      case TIME -> times.of(value);
      case AMOUNT -> amounts ? amount(value) : masked(value);
    };
  }

  /** A word such as {@code All} is not an account. */
  private String account(String value) {
    String masked = masked(value);
    boolean looksLikeOne = masked.equals(value) && value.matches("(?=.*\\d{4})[A-Za-z0-9]{5,}");
    return looksLikeOne ? pseudonyms.of(Form.ACCOUNT, value) : masked;
  }

  private String reference(String value) {
    if (digits(value)) {
      return pseudonyms.ofNumber(value);
    }
    return pseudonyms.of(Form.REFERENCE, value);
  }

  /** A value that has a shape of its own, such as an account as display name, keeps it. */
  private String named(Form form, String value) {
    String known = pseudonyms.known(value);
    if (known != null) {
      return known;
    }
    Matcher piece = PIECES.matcher(value);
    boolean shaped = piece.matches() && piece.group("word") == null;
    return shaped ? masked(value) : pseudonyms.of(form, value);
  }

  private String hardware(String value) {
    int bar = value.indexOf('|');
    String first = bar < 0 ? value : value.substring(0, bar);
    return first.replaceAll("[\\p{L}\\p{N}]", "0") + (bar < 0 ? "" : masked(value.substring(bar)));
  }

  /** A sum of nothing stays. */
  private String amount(String value) {
    String unsigned = value.startsWith("-") ? value.substring(1) : value;
    boolean sum = unsigned.matches("[\\d,]*\\.?\\d+") && !unsigned.matches("[0.]*");
    return sum
        ? value.substring(0, value.length() - unsigned.length())
            + pseudonyms.of(Form.AMOUNT, unsigned)
        : masked(value);
  }

  /**
   * A text with the encodings from the given one on.
   *
   * @param depth how many encodings are around it
   */
  private String masked(String text, int encoding, int depth) {
    if (encoding == Encoding.values().length || depth > MAX_DEPTH) {
      return plain(text);
    }
    Encoding tried = Encoding.values()[encoding];
    Matcher run = tried.runs(text);
    StringBuilder masked = new StringBuilder();
    int end = 0;
    while (run.find()) {
      Optional<String> decoded = decode(tried, run.group());
      String changed = decoded.map(inner -> masked(inner, 0, depth + 1)).orElse("");
      if (decoded.isPresent() && !changed.equals(decoded.get())) {
        masked.append(masked(text.substring(end, run.start()), encoding + 1, depth));
        masked.append(tried.encode(changed, run.group()));
        end = run.end();
      }
    }
    return masked.append(masked(text.substring(end), encoding + 1, depth)).toString();
  }

  private static Optional<String> decode(Encoding encoding, String run) {
    return encoding.decode(run).filter(text -> !text.equals(run));
  }

  private String plain(String text) {
    Matcher order = ORDER_IN_TEXT.matcher(text);
    while (order.find()) {
      pseudonyms.ofNumber(order.group());
    }
    Matcher piece = PIECES.matcher(text);
    StringBuilder masked = new StringBuilder();
    int end = 0;
    while (piece.find(end)) {
      masked.append(text, end, piece.start());
      Found found =
          piece.group("word") == null
              ? new Found(piece.end(), shaped(piece))
              : pseudonyms
                  .at(text, piece.start(), piece.end())
                  .orElse(new Found(piece.end(), piece.group()));
      masked.append(found.placeholder());
      end = found.end();
    }
    return masked.append(text.substring(end)).toString();
  }

  private String shaped(Matcher piece) {
    String value = piece.group();
    for (Form form : SHAPED) {
      if (piece.group(form.name().toLowerCase(Locale.ROOT)) != null
          && !NOT_SECRET.contains(value)) {
        return pseudonyms.of(form, value);
      }
    }
    return value;
  }

  private static boolean digits(String value) {
    return !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /**
   * Masks JSON. What is not replaced keeps its characters, white space included.
   *
   * @throws IOException if it is not JSON
   */
  String json(String text) throws IOException {
    StringBuilder masked = new StringBuilder();
    int end = 0;
    try (JsonParser parser = JSON.createParser(text)) {
      JsonToken token;
      while ((token = parser.nextToken()) != null) {
        if (!token.isScalarValue() && token != JsonToken.FIELD_NAME) {
          continue;
        }
        String value = parser.getText();
        String changed =
            token == JsonToken.FIELD_NAME ? masked(value) : member(parser, token, value);
        if (!changed.equals(value)) {
          int start = (int) parser.currentTokenLocation().getCharOffset();
          int after = after(text, start, token);
          masked.append(text, end, start).append(written(token, changed));
          end = after;
        }
      }
    }
    return masked.append(text.substring(end)).toString();
  }

  private String member(JsonParser parser, JsonToken token, String value) {
    if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
      return value;
    }
    Role role = role(parser.getParsingContext());
    if (token == JsonToken.VALUE_STRING) {
      return role == null || value.isBlank() ? masked(value) : byRole(role, value);
    }
    if (role == null || role == Role.AMOUNT && !amounts) {
      return number(value);
    }
    return switch (role) {
      case TIME, AMOUNT -> byRole(role, value);
      default -> pseudonyms.ofNumber(value);
    };
  }

  /** A number that is known as an id. */
  private String number(String value) {
    return digits(value)
        ? pseudonyms
            .at(value, 0, value.length())
            .map(Found::placeholder)
            .filter(Masker::digits)
            .orElse(value)
        : value;
  }

  /** The role of the nearest member that has one, for lists of values and maps of aliases. */
  private static @Nullable Role role(JsonStreamContext context) {
    if (context.inArray()) {
      JsonStreamContext parent = context.getParent();
      return parent.getCurrentName() == null ? null : Role.of(parent.getCurrentName()).orElse(null);
    }
    String name = context.getCurrentName();
    if (name == null) {
      return null;
    }
    JsonStreamContext parent = context.getParent();
    boolean alias = parent.getCurrentName() != null && parent.getCurrentName().equals("aliases");
    return alias ? Role.PERSON : Role.of(name).orElse(null);
  }

  private static int after(String text, int start, JsonToken token) {
    int i = start;
    if (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME) {
      i++;
      while (text.charAt(i) != '"') {
        i += text.charAt(i) == '\\' ? 2 : 1;
      }
      return i + 1;
    }
    while (i < text.length() && "+-.eE0123456789".indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return i;
  }

  private static String written(JsonToken token, String value) {
    return token.isNumeric()
        ? value
        : '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(value)) + '"';
  }
}
