package io.github.cpapi.mock.record;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * How a value can be hidden in a text: a run of characters that decodes to another text. Its
 * pattern repeats characters only: a repeated group would need stack for each.
 */
enum Encoding {
  URL("[\\w.~@:+%-]+") {
    /** A percent sign without two digits stays, and so does a plus: it is a space in forms only. */
    @Override
    Optional<String> decode(String run) {
      if (run.indexOf('%') < 0) {
        return Optional.empty();
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      Matcher escape = PERCENT.matcher(run);
      int end = 0;
      while (escape.find()) {
        bytes.writeBytes(run.substring(end, escape.start()).getBytes(StandardCharsets.UTF_8));
        bytes.write(Integer.parseInt(escape.group(1), 16));
        end = escape.end();
      }
      bytes.writeBytes(run.substring(end).getBytes(StandardCharsets.UTF_8));
      return Optional.of(bytes.toString(StandardCharsets.UTF_8));
    }

    @Override
    String encode(String text, String run) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
  },
  UNICODE_ESCAPES("[\\w.@:\\\\-]+") {
    @Override
    Optional<String> decode(String run) {
      return Optional.of(
          ESCAPE
              .matcher(run)
              .replaceAll(
                  found ->
                      Matcher.quoteReplacement(
                          String.valueOf((char) Integer.parseInt(found.group(1), 16)))));
    }

    /** Escapes all characters: some of them may have a meaning where the text stands. */
    @Override
    String encode(String text, String run) {
      StringBuilder escaped = new StringBuilder();
      text.chars().forEach(c -> escaped.append("\\u%04x".formatted(c)));
      return escaped.toString();
    }
  },
  ENTITIES("[\\w.@:&#;-]+") {
    @Override
    Optional<String> decode(String run) {
      StringBuilder text = new StringBuilder();
      Matcher entity = ENTITY.matcher(run);
      while (entity.find()) {
        String name = entity.group(1);
        String decoded = NAMED.get(name);
        if (decoded == null && !name.startsWith("#")) {
          continue;
        }
        if (decoded == null) {
          boolean hex = name.startsWith("#x") || name.startsWith("#X");
          String digits = name.substring(hex ? 2 : 1);
          int point = digits.length() > 7 ? -1 : Integer.parseInt(digits, hex ? 16 : 10);
          if (!Character.isValidCodePoint(point)) {
            return Optional.empty();
          }
          decoded = Character.toString(point);
        }
        entity.appendReplacement(text, Matcher.quoteReplacement(decoded));
      }
      return Optional.of(entity.appendTail(text).toString());
    }

    @Override
    String encode(String text, String run) {
      StringBuilder entities = new StringBuilder();
      text.codePoints().forEach(point -> entities.append("&#").append(point).append(';'));
      return entities.toString();
    }
  },
  BASE64("(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{8,}+={0,2}+") {
    @Override
    Optional<String> decode(String run) {
      try {
        byte[] bytes = decoder(run).decode(run);
        return text(isGzip(bytes) ? unzip(bytes) : bytes);
      } catch (IllegalArgumentException | UncheckedIOException e) {
        return Optional.empty();
      }
    }

    @Override
    String encode(String text, String run) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      boolean url = run.contains("-") || run.contains("_");
      Base64.Encoder encoder = url ? Base64.getUrlEncoder() : Base64.getEncoder();
      boolean padded = run.endsWith("=") || run.length() % 4 == 0;
      return (padded ? encoder : encoder.withoutPadding())
          .encodeToString(isGzip(decoder(run).decode(run)) ? zip(bytes) : bytes);
    }

    private static Base64.Decoder decoder(String run) {
      return run.contains("-") || run.contains("_") ? Base64.getUrlDecoder() : Base64.getDecoder();
    }
  };

  private static final Pattern PERCENT = Pattern.compile("%([0-9A-Fa-f]{2})");
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");
  private static final Pattern ENTITY = Pattern.compile("&(#\\d+|#[xX][0-9A-Fa-f]+|[a-z]+);");
  private static final Map<String, String> NAMED =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", "\u00a0");

  /** A body that unpacks to more is not recorded. */
  static final int MAX_BYTES = 16 << 20;

  private final Pattern run;

  Encoding(String run) {
    this.run = Pattern.compile(run);
  }

  Matcher runs(String text) {
    return run.matcher(text);
  }

  /** Empty if the run is not of this encoding, or does not decode to a text. */
  abstract Optional<String> decode(String run);

  /**
   * Encodes a text.
   *
   * @param run the run that it replaces, whose variant it takes over
   */
  abstract String encode(String text, String run);

  static boolean isGzip(byte[] bytes) {
    return bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
  }

  /**
   * @throws UncheckedIOException if it is not gzip, or unpacks to more than {@link #MAX_BYTES}
   */
  static byte[] unzip(byte[] bytes) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] unpacked = in.readNBytes(MAX_BYTES);
      if (in.read() >= 0) {
        throw new IOException("more than %d bytes".formatted(MAX_BYTES));
      }
      return unpacked;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] zip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Empty if the bytes are not UTF-8, or have control characters that no text has. */
  static Optional<String> text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      boolean plain = text.chars().noneMatch(c -> c < ' ' && "\t\n\r\f".indexOf(c) < 0);
      return plain ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
