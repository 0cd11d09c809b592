package io.github.cpapi.mock.leak;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Invented secrets by shape, and the encodings to hide them in. No secret stands in a source. */
final class Secrets {

  /** What the gate has to find, with the shapes that it may call it. */
  enum Kind {
    ACCOUNT,
    UUID,
    HEX,
    NUMBER,
    IPV4,
    IPV6,
    MAC,
    EMAIL,
    COOKIE,
    TOKEN,
    HOST,
    NAME
  }

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

  private static final String TOKEN_LETTERS =
      LETTERS + LETTERS.toUpperCase(Locale.ROOT) + "0123456789";

  private final Random random;

  Secrets(long seed) {
    random = new Random(seed);
  }

  String next(Kind kind) {
    return switch (kind) {
      case ACCOUNT -> account();
      case UUID -> mixed(new UUID(random.nextLong(), random.nextLong()).toString());
      case HEX -> mixed(hex(32 + 8 * random.nextInt(5)));
      case NUMBER -> number(6 + random.nextInt(8));
      case IPV4 -> "%d.%d.%d.%d".formatted(octet(), octet(), octet(), octet());
      case IPV6 -> ipv6();
      case MAC -> mac();
      case EMAIL -> word(3, 9) + pick(".", "_", "-", "") + word(3, 9) + "@" + host();
      case COOKIE ->
          pick("x-sess-uuid", "JSESSIONID", "cp", "SBID", "XYZAB_AM.LOGIN") + "=" + token(6, 40);
      case TOKEN -> token(16, 60);
      case HOST -> host();
      case NAME -> capital(word(5, 10)) + " " + capital(word(6, 12));
    };
  }

  private String account() {
    String digits = number(6 + random.nextInt(3));
    String prefix = pick("U", "DU", "F", "DF", "I", "DI");
    String account = prefix + pick("", "", "", "-", " ", "_") + digits;
    return pick(account, account, account.toLowerCase(Locale.ROOT), account + "A");
  }

  private String ipv6() {
    return switch (random.nextInt(3)) {
      case 0 -> "fe80:" + ":" + hex(4) + ":" + hex(4) + ":" + hex(4);
      case 1 -> "2a02:" + hex(4) + "::" + hex(3);
      default ->
          random.ints(8, 0x1000, 0x10000).mapToObj(Integer::toHexString).collect(joining(":"));
    };
  }

  private String mac() {
    String separator = pick(":", "-");
    return mixed(
        random.ints(6, 1, 256).mapToObj(b -> "%02x".formatted(b)).collect(joining(separator)));
  }

  private String host() {
    return word(5, 9)
        + pick("", "-" + random.nextInt(99))
        + pick(".lan", ".local", ".com", ".co.uk", ".internal", ".example.net");
  }

  private int octet() {
    return 1 + random.nextInt(254);
  }

  private String number(int digits) {
    StringBuilder number = new StringBuilder().append(2 + random.nextInt(8));
    while (number.length() < digits) {
      number.append(random.nextInt(10));
    }
    return number.toString();
  }

  private String hex(int digits) {
    return random.ints(digits, 0, 16).mapToObj(Integer::toHexString).collect(joining(""));
  }

  private String word(int from, int to) {
    return random
        .ints(from + random.nextInt(to - from), 0, 26)
        .mapToObj(i -> LETTERS.substring(i, i + 1))
        .collect(joining(""));
  }

  /** At least one digit and one letter of each case. */
  private String token(int from, int to) {
    return random
            .ints(from + random.nextInt(to - from), 0, TOKEN_LETTERS.length())
            .mapToObj(i -> TOKEN_LETTERS.substring(i, i + 1))
            .collect(joining(""))
        + "q7Z";
  }

  private String mixed(String text) {
    return pick(text, text.toUpperCase(Locale.ROOT));
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static Collector<CharSequence, ?, String> joining(String separator) {
    return Collectors.joining(separator);
  }

  /** How a secret may be encoded. */
  enum Encoding {
    PLAIN(text -> text),
    URL(text -> URLEncoder.encode(text, StandardCharsets.UTF_8)),
    URL_ALL(text -> each(text, c -> "%" + HexFormat.of().toHexDigits((byte) c))),
    URL_HALF(text -> half(text, c -> "%" + HexFormat.of().withUpperCase().toHexDigits((byte) c))),
    BASE64(text -> Base64.getEncoder().encodeToString(bytes(text))),
    BASE64_URL(text -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(text))),
    HEX(text -> HexFormat.of().formatHex(bytes(text))),
    ESCAPES(text -> each(text, c -> "\\u" + HexFormat.of().toHexDigits(c))),
    ESCAPES_HALF(text -> half(text, c -> "\\u" + HexFormat.of().withUpperCase().toHexDigits(c))),
    ENTITIES(text -> each(text, c -> "&#" + (int) c + ";")),
    ENTITIES_HEX(text -> half(text, c -> "&#x" + Integer.toHexString(c) + ";")),
    ENTITIES_NAMED(
        text ->
            text.replace("&", "&amp;")
                .replace("@", "&commat;")
                .replace(".", "&period;")
                .replace(":", "&colon;")
                .replace("-", "&hyphen;")
                .replace("=", "&equals;")
                .replace(" ", "&nbsp;")),
    GZIP_BASE64(text -> Base64.getEncoder().encodeToString(gzip(bytes(text)))),
    GZIP_URL(
        text ->
            each(
                new String(gzip(bytes(text)), StandardCharsets.ISO_8859_1),
                c -> "%" + HexFormat.of().toHexDigits((byte) c)));

    private final UnaryOperator<String> encode;

    Encoding(UnaryOperator<String> encode) {
      this.encode = encode;
    }

    String encode(String text) {
      return encode.apply(text);
    }

    private interface Escape {
      String of(char c);
    }

    private static String each(String text, Escape escape) {
      return text.chars().mapToObj(c -> escape.of((char) c)).collect(Collectors.joining());
    }

    private static String half(String text, Escape escape) {
      StringBuilder encoded = new StringBuilder();
      for (int i = 0; i < text.length(); i++) {
        encoded.append(i % 2 == 0 ? text.substring(i, i + 1) : escape.of(text.charAt(i)));
      }
      return encoded.toString();
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] gzip(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
