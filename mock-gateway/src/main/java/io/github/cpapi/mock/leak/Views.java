package io.github.cpapi.mock.leak;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Everything that a text says: the text itself, and what is left when URL encoding, Base64,
 * hexadecimal, {@code \\u} escapes, HTML entities, chunks and gzip are undone in any order.
 */
final class Views {

  /** A text, and how it came from the original. */
  record View(String text, String how, int depth) {}

  /** Deeper nesting is refused. Each level is one decoding. */
  private static final int MAX_DEPTH = 8;

  private static final int MAX_VIEWS = 400;

  private static final int MAX_CHARACTERS = 64 << 20;

  private static final int MAX_UNZIPPED_BYTES = 16 << 20;

  private static final int GZIP_MAGIC = 0x1f8b;

  /** The same as characters. */
  private static final String GZIP = "\u001f\u008b";

  private static final Pattern PERCENT = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");

  private static final Pattern QUOTED = Pattern.compile("(?:=[0-9A-F]{2}){3,}");

  private static final Pattern ESCAPE =
      Pattern.compile(
          "[\\\\%]u(?:([0-9A-Fa-f]{4})|\\{([0-9A-Fa-f]{1,6})\\})|\\\\x([0-9A-Fa-f]{2})");

  private static final Pattern BACKSLASH = Pattern.compile("\\\\(?=[^\\p{L}\\p{N}\\s])");

  private static final Pattern ENTITY =
      Pattern.compile("&(?:#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z]{2,8})(?=;));?");

  private static final Pattern RUN = Pattern.compile("[A-Za-z0-9+/_-]{8,}={0,2}");

  private static final Pattern HEX_RUN = Pattern.compile("(?:[0-9A-Fa-f]{2}){4,}");

  private static final Pattern END_OF_HEAD = Pattern.compile("\r?\n\r?\n");

  private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,8})\r?\n");

  /** The entities that stand for ASCII and for what the gateway's HTML uses. */
  private static final Map<String, String> NAMED =
      Map.ofEntries(
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", " "),
          Map.entry("commat", "@"),
          Map.entry("period", "."),
          Map.entry("colon", ":"),
          Map.entry("semi", ";"),
          Map.entry("sol", "/"),
          Map.entry("bsol", "\\"),
          Map.entry("num", "#"),
          Map.entry("percnt", "%"),
          Map.entry("equals", "="),
          Map.entry("plus", "+"),
          Map.entry("lowbar", "_"),
          Map.entry("hyphen", "-"),
          Map.entry("dash", "-"),
          Map.entry("comma", ","),
          Map.entry("excl", "!"),
          Map.entry("quest", "?"),
          Map.entry("dollar", "$"),
          Map.entry("ast", "*"),
          Map.entry("lpar", "("),
          Map.entry("rpar", ")"),
          Map.entry("lsqb", "["),
          Map.entry("rsqb", "]"),
          Map.entry("lcub", "{"),
          Map.entry("rcub", "}"),
          Map.entry("verbar", "|"),
          Map.entry("grave", "`"),
          Map.entry("hat", "^"),
          Map.entry("Tab", "\t"),
          Map.entry("NewLine", "\n"));

  private final List<View> found = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final Deque<View> open = new ArrayDeque<>();
  private long characters;
  private Optional<String> problem = Optional.empty();

  private final Predicate<String> known;

  private Views(String text, Predicate<String> known) {
    this.known = known;
    add(text, "", 0);
    while (!open.isEmpty()) {
      expand(open.remove());
    }
  }

  /**
   * Decodes a text.
   *
   * @param known tells runs of letters and digits that need no decoding, because they are words
   */
  static Views of(String text, Predicate<String> known) {
    return new Views(text, known);
  }

  /** The original first. Encoded sequences of a text are blanks in it, and decoded in another. */
  List<View> all() {
    return found;
  }

  /** Why it is uncertain that all was decoded. */
  Optional<String> problem() {
    return problem;
  }

  private void add(String text, String how, int depth) {
    if (seen.size() <= MAX_VIEWS && characters <= MAX_CHARACTERS && seen.add(text)) {
      characters += text.length();
      if (depth > MAX_DEPTH || seen.size() > MAX_VIEWS || characters > MAX_CHARACTERS) {
        problem = Optional.of("encoded too often");
      } else {
        open.add(new View(text, how, depth));
      }
    }
  }

  private void expand(View view) {
    String text = view.text();
    Optional<String> whole = dechunked(text);
    if (whole.isPresent()) {
      add(whole.get(), how(view, "chunks"), view.depth() + 1);
      return;
    }
    String rest = text;
    if (text.indexOf('%') >= 0) {
      rest = PERCENT.matcher(rest).replaceAll(Views::blank);
      bytes(view, "URL encoding", octets(PERCENT, text));
      if (text.indexOf('+') >= 0 && PERCENT.matcher(text).find()) {
        bytes(view, "URL encoding", octets(PERCENT, text.replace('+', ' ')));
      }
    }
    if (text.indexOf('=') >= 0 && QUOTED.matcher(text).find()) {
      bytes(view, "quoted-printable", octets(QUOTED, text));
    }
    if (text.indexOf('\\') >= 0 || text.contains("%u")) {
      rest = ESCAPE.matcher(rest).replaceAll(Views::blank);
      derive(view, "escapes", ESCAPE, text, Views::escape);
      // Before an escape, a backslash may belong to it or not.
      derive(view, "escapes", BACKSLASH, text, backslash -> "");
    }
    if (text.indexOf('&') >= 0) {
      rest =
          ENTITY
              .matcher(rest)
              .replaceAll(m -> isEntity(m) ? blank(m) : Matcher.quoteReplacement(m.group()));
      derive(view, "HTML entities", ENTITY, text, Views::entity);
    }
    found.add(new View(rest, view.how(), view.depth()));
    runs(view, text);
  }

  /** Runs of Base64 or hexadecimal. What does not decode to text is left to the other rules. */
  private void runs(View view, String text) {
    if (text.length() < 8 || known.test(text)) {
      return;
    }
    Matcher run = RUN.matcher(text);
    while (run.find()) {
      String encoded = run.group();
      if (known.test(encoded)) {
        continue;
      }
      Matcher hex = HEX_RUN.matcher(encoded);
      if (hex.matches()) {
        readableText(HexFormat.of().parseHex(encoded))
            .ifPresent(t -> add(t, how(view, "hexadecimal"), view.depth() + 1));
      }
      base64(encoded)
          .flatMap(Views::readableText)
          .ifPresent(t -> add(t, how(view, "Base64"), view.depth() + 1));
      if (encoded.indexOf('/') >= 0) {
        for (String part : encoded.split("/")) {
          base64(part)
              .flatMap(Views::readableText)
              .ifPresent(t -> add(t, how(view, "Base64"), view.depth() + 1));
        }
      }
    }
  }

  private static String how(View view, String step) {
    return view.how().isEmpty() ? step : step + " in " + view.how();
  }

  private void derive(
      View view, String step, Pattern pattern, String text, Function<MatchResult, String> to) {
    String decoded = pattern.matcher(text).replaceAll(m -> Matcher.quoteReplacement(to.apply(m)));
    if (!decoded.equals(text)) {
      add(decoded, how(view, step), view.depth() + 1);
      if (decoded.contains(GZIP)) {
        zipped(view, step, decoded.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
  }

  private void bytes(View view, String step, byte[] bytes) {
    zipped(view, step, bytes);
    Optional<String> decoded = text(bytes);
    if (decoded.isPresent()) {
      add(decoded.get(), how(view, step), view.depth() + 1);
    } else {
      problem = Optional.of("not UTF-8 after " + step);
    }
  }

  /** Gzip that starts anywhere. What follows it is in the other views. */
  private void zipped(View view, String step, byte[] bytes) {
    for (int i = 0; i < bytes.length - 2; i++) {
      if (isGzip(bytes, i)) {
        unzip(Arrays.copyOfRange(bytes, i, bytes.length))
            .flatMap(Views::utf8)
            .ifPresent(t -> add(t, how(view, "gzip in " + step), view.depth() + 1));
      }
    }
  }

  /** Decodes bytes of three characters, such as %41 and =41, and keeps the rest as UTF-8. */
  private static byte[] octets(Pattern pattern, String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    Matcher sequence = pattern.matcher(text);
    int end = 0;
    while (sequence.find()) {
      out.writeBytes(text.substring(end, sequence.start()).getBytes(StandardCharsets.UTF_8));
      for (int i = sequence.start(); i < sequence.end(); i += 3) {
        out.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
      }
      end = sequence.end();
    }
    out.writeBytes(text.substring(end).getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  private static String blank(MatchResult encoded) {
    return " ".repeat(encoded.end() - encoded.start());
  }

  private static String escape(MatchResult escape) {
    for (int group = 1; group <= 3; group++) {
      String digits = escape.group(group);
      if (digits != null) {
        return character(Integer.parseInt(digits, 16), escape.group());
      }
    }
    return escape.group();
  }

  private static boolean isEntity(MatchResult entity) {
    return entity.group(3) == null || NAMED.containsKey(entity.group(3));
  }

  private static String entity(MatchResult entity) {
    if (entity.group(3) != null) {
      return NAMED.getOrDefault(entity.group(3), entity.group());
    }
    return entity.group(1) != null
        ? character(Integer.parseInt(entity.group(1)), entity.group())
        : character(Integer.parseInt(entity.group(2), 16), entity.group());
  }

  private static String character(int codePoint, String otherwise) {
    return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : otherwise;
  }

  private static Optional<byte[]> base64(String run) {
    String bare = run.replace("=", "").replace('-', '+').replace('_', '/');
    if (bare.length() < 8 || bare.length() % 4 == 1) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(bare));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The text of some bytes, unzipped if they are gzip. */
  private static Optional<String> text(byte[] bytes) {
    return isGzip(bytes) ? unzip(bytes).flatMap(Views::utf8) : utf8(bytes);
  }

  /** The same; bytes with control characters are no text. */
  private static Optional<String> readableText(byte[] bytes) {
    return isGzip(bytes) ? text(bytes) : utf8(bytes).filter(Views::isReadable);
  }

  static boolean isReadable(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> c >= ' ' && c != 0x7f || c == '\n' || c == '\r' || c == '\t');
  }

  static boolean isGzip(byte[] bytes) {
    return isGzip(bytes, 0);
  }

  private static boolean isGzip(byte[] bytes, int at) {
    return bytes.length > at + 2 && ((bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff) == GZIP_MAGIC;
  }

  /** Unzips, at most {@link #MAX_UNZIPPED_BYTES}; empty if the bytes are damaged or too many. */
  static Optional<byte[]> unzip(byte[] bytes) {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] unzipped = in.readNBytes(MAX_UNZIPPED_BYTES + 1);
      return unzipped.length > MAX_UNZIPPED_BYTES ? Optional.empty() : Optional.of(unzipped);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Without an exception: most of what looks encoded is not. */
  static Optional<String> utf8(byte[] bytes) {
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult end =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
    return end.isError() ? Optional.empty() : Optional.of(text.flip().toString());
  }

  /**
   * The chunks of a chunked body, joined; an HTTP head before it is kept. Apart from the sizes of
   * the chunks, nothing is lost.
   */
  static Optional<String> dechunked(String text) {
    if (text.indexOf('\n') < 0) {
      return Optional.empty();
    }
    Matcher head = END_OF_HEAD.matcher(text);
    Optional<String> whole = joined(text, 0);
    return whole.isPresent() || !head.find()
        ? whole
        : joined(text, head.end()).map(body -> text.substring(0, head.end()) + body);
  }

  private static Optional<String> joined(String text, int from) {
    StringBuilder whole = new StringBuilder();
    Matcher chunk = CHUNK.matcher(text);
    int at = from;
    while (chunk.find(at) && chunk.start() == at) {
      int size = Integer.parseUnsignedInt(chunk.group(1), 16);
      if (size == 0) {
        return at > from ? Optional.of(whole + text.substring(chunk.end())) : Optional.empty();
      }
      int end = chunk.end() + size;
      if (size < 0 || end > text.length() || end < 0) {
        return Optional.empty();
      }
      whole.append(text, chunk.end(), end);
      at = text.startsWith("\r\n", end) ? end + 2 : text.startsWith("\n", end) ? end + 1 : end;
    }
    return at > from && at == text.length() ? Optional.of(whole.toString()) : Optional.empty();
  }
}
