package io.github.cpapi.mock;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends the requests of a text, one after the other, to a mock of its own and writes down what
 * comes back. {@code src/test/resources/walks/README.md} describes the text.
 */
final class WireWalk {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-11-20T14:30:00Z");
  private static final String ACCOUNT = "DU1234567";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([\\w-]+)}");

  private static final Pattern JSON_TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

  private final RawCaller caller;
  private final Map<String, String> kept;
  private final List<String> extraHeaders = new ArrayList<>();

  /** Each set of headers once, by its name. */
  private final Map<String, String> headerSets = new LinkedHashMap<>();

  private final StringBuilder exchanges = new StringBuilder();
  private JsonNode last = MissingNode.getInstance();

  private WireWalk(RawCaller caller, Map<String, String> tickets) {
    this.caller = caller;
    this.kept = new LinkedHashMap<>(tickets);
  }

  /**
   * Walks through a text.
   *
   * @param text the requests
   * @param tickets what the text names
   * @return every exchange
   */
  static String run(String text, Map<String, String> tickets) {
    List<String> steps = steps(text);
    try (MockGateway gateway = MockGateway.start(options(steps.get(0)))) {
      WireWalk walk = new WireWalk(new RawCaller(gateway.port()), tickets);
      steps.stream().skip(1).forEach(walk::step);
      StringBuilder golden = new StringBuilder();
      walk.headerSets.forEach(
          (headers, name) -> golden.append("headers ").append(name).append('\n').append(headers));
      return golden.append(walk.exchanges).toString();
    }
  }

  /** A line that begins with two blanks belongs to the one before. */
  private static List<String> steps(String text) {
    return text.replaceAll("(?m)^#.*\n", "")
        .replace("\n  ", "\u0000")
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> line.replace('\u0000', '\n'))
        .toList();
  }

  private static MockGatewayOptions options(String line) {
    MockGatewayOptions options =
        MockGatewayOptions.defaults().http().seed(1).clock(Clock.fixed(NOW, ZoneOffset.UTC));
    for (String word : line.split(" ")) {
      String value = word.substring(word.indexOf('=') + 1);
      options =
          switch (word.substring(0, word.length() - value.length())) {
            case "accounts=" -> options.accounts(value.split(","));
            case "" ->
                switch (word) {
                  case "mock" -> options;
                  case "strict" -> options.strictly();
                  default -> throw new IllegalArgumentException(line);
                };
            default -> throw new IllegalArgumentException(line);
          };
    }
    return options;
  }

  private void step(String step) {
    String[] words = step.split("[ \n]", 2);
    String rest = words.length > 1 ? filledIn(words[1]) : "";
    switch (words[0]) {
      case "place" -> send("POST", "/v1/api/iserver/account/" + ACCOUNT + "/orders", orders(rest));
      case "yes" -> answer(true);
      case "no" -> answer(false);
      case "confirm" -> {
        while (last.at("/0/id").isTextual()) {
          answer(true);
        }
      }
      case "keep" -> keep(rest);
      case "header" -> extraHeaders.add(rest);
      default -> {
        if (!words[0].matches("[A-Z]+")) {
          throw new IllegalArgumentException("no such step: " + step);
        }
        String[] request = rest.split("[ \n]", 2);
        send(
            words[0],
            request[0].replaceFirst("^~", "/v1/api"),
            request.length > 1 ? request[1] : "");
      }
    }
  }

  private static String orders(String tickets) {
    return "{\"orders\":[" + tickets + "]}";
  }

  private void answer(boolean confirmed) {
    send(
        "POST",
        "/v1/api/iserver/reply/" + last.at("/0/id").asText(),
        "{\"confirmed\":" + confirmed + "}");
  }

  private void keep(String nameAndPointer) {
    String[] words = nameAndPointer.split(" ");
    JsonNode value = last.at(words[1]);
    if (value.isMissingNode()) {
      throw new IllegalStateException("nothing at " + words[1] + " of " + last);
    }
    kept.put(words[0], value.asText());
  }

  private String filledIn(String text) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            found -> {
              String value = kept.get(found.group(1));
              return Matcher.quoteReplacement(value == null ? found.group() : value);
            });
  }

  private void send(String method, String target, String body) {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1");
    exchanges.append("\n### ").append(method).append(' ').append(target).append('\n');
    extraHeaders.forEach(header -> head.append('\n').append(header));
    extraHeaders.forEach(header -> exchanges.append(header).append('\n'));
    extraHeaders.clear();
    if (!body.isEmpty()) {
      head.append("\nContent-Length: ").append(body.getBytes(UTF_8).length);
      exchanges.append(body).append('\n');
    }
    last = MissingNode.getInstance();
    try {
      String answer = caller.send(head.toString(), new String(body.getBytes(UTF_8), ISO_8859_1));
      if (answer.isEmpty()) {
        exchanges.append("<<< no answer\n");
      } else {
        write(answer, target.startsWith("/__admin"));
      }
    } catch (UncheckedIOException e) {
      if (!(e.getCause() instanceof SocketException)) {
        throw e;
      }
      exchanges.append("<<< connection reset\n");
    }
  }

  private void write(String answer, boolean admin) {
    int end = answer.indexOf("\r\n\r\n");
    List<String> lines = answer.substring(0, end).lines().toList();
    String body = answer.substring(end + 4);
    boolean whole = true;
    StringBuilder headers = new StringBuilder();
    StringBuilder ownValues = new StringBuilder();
    for (String line : lines.subList(1, lines.size())) {
      String name = line.substring(0, line.indexOf(':'));
      String value = line.substring(line.indexOf(':') + 1).trim();
      switch (name) {
        case "Date" -> {}
        case "X-Mock-Why" -> headers.append(name).append(": …\n");
        case "X-Mock-Recording", "X-Mock-Fault", "Location" -> {
          headers.append(name).append(": …\n");
          ownValues.append(", ").append(value);
        }
        default -> headers.append(line).append('\n');
      }
      if (name.equals("Transfer-Encoding")) {
        StringBuilder unchunked = new StringBuilder();
        whole = unchunk(body, unchunked);
        body = unchunked.toString();
      }
    }
    String set = headers.toString();
    String name = headerSets.computeIfAbsent(set, it -> "%04x".formatted(it.hashCode() & 0xffff));
    exchanges
        .append("<<< ")
        .append(lines.get(0))
        .append(", headers ")
        .append(name)
        .append(ownValues)
        .append('\n');
    String text = new String(body.getBytes(ISO_8859_1), UTF_8);
    readJson(text);
    if (!text.isEmpty()) {
      exchanges.append(admin ? withoutProse(text) : text).append('\n');
    }
    if (!whole) {
      exchanges.append("<<< broken off\n");
    }
  }

  /** Leaves out the texts of several words, which are for people. */
  private static String withoutProse(String json) {
    return JSON_TEXT
        .matcher(json)
        .replaceAll(
            text -> Matcher.quoteReplacement(text.group().contains(" ") ? "\"…\"" : text.group()));
  }

  /** Puts the chunks together; returns whether the last one came. */
  private static boolean unchunk(String body, StringBuilder unchunked) {
    int at = 0;
    while (at < body.length()) {
      int lineEnd = body.indexOf("\r\n", at);
      int size = Integer.parseInt(body.substring(at, lineEnd), 16);
      if (size == 0) {
        return true;
      }
      int end = Math.min(body.length(), lineEnd + 2 + size);
      unchunked.append(body, lineEnd + 2, end);
      at = end + 2;
    }
    return body.isEmpty();
  }

  private void readJson(String text) {
    try {
      last = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      last = MissingNode.getInstance();
    }
  }
}
