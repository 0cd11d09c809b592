package io.github.cpapi.mock.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.mock.leak.Secrets.Encoding;
import io.github.cpapi.mock.leak.Secrets.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The leak gate")
class LeakGateTest {

  private static final int MUTATED = 10_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Path RECORDINGS = Path.of("../openapi/recordings");

  private static final String RECORDING = read("orders/live-orders-warm.json");

  private static final LeakGate GATE = LeakGate.standard();

  /** A file with a secret in it. */
  private record Planted(String name, byte[] content) {}

  /** Where a secret may be. Each place without a secret passes. */
  private static final Map<String, Function<String, Planted>> PLACES = places();

  private static Map<String, Function<String, Planted>> places() {
    Map<String, Function<String, Planted>> places = new LinkedHashMap<>();
    places.put("a value", secret -> order(row -> row.put("ticker", secret)));
    places.put(
        "a text", secret -> order(row -> row.put("orderDesc", "Bought 1 " + secret + " Limit")));
    places.put(
        "a value of many words",
        secret -> order(row -> row.put("error", "order (" + secret + ") not found")));
    places.put("a personal member", secret -> order(row -> row.put("accountTitle", secret)));
    places.put("a member's name", secret -> order(row -> row.put(secret, 1)));
    places.put(
        "an array", secret -> order(row -> row.putArray("message").add("status").add(secret)));
    places.put(
        "JSON in a text",
        secret ->
            order(
                row ->
                    row.put("message", JSON.createObjectNode().put("status", secret).toString())));
    places.put(
        "HTML in a text", secret -> order(row -> row.put("message", "<h4>" + secret + "</h4>")));
    places.put(
        "a path",
        secret ->
            recording(
                stub ->
                    object(stub, "request")
                        .put("urlPath", "/v1/api/iserver/account/" + secret + "/orders")));
    places.put(
        "a query in a path",
        secret ->
            recording(
                stub ->
                    object(stub, "request")
                        .put("urlPath", "/v1/api/iserver/account/orders?force=" + secret)));
    places.put(
        "a parameter",
        secret ->
            recording(
                stub ->
                    object(stub, "request")
                        .putObject("queryParameters")
                        .putObject("filters")
                        .put("equalTo", secret)));
    places.put(
        "a parameter's name",
        secret ->
            recording(
                stub ->
                    object(stub, "request")
                        .putObject("queryParameters")
                        .putObject(secret)
                        .put("equalTo", "true")));
    places.put(
        "a header",
        secret ->
            recording(
                stub ->
                    object(stub, "response")
                        .putObject("headers")
                        .put("cache-control", "max-age=0, " + secret)));
    places.put(
        "a header's name",
        secret ->
            recording(
                stub -> object(stub, "response").putObject("headers").put(secret, "nosniff")));
    places.put(
        "a cookie",
        secret ->
            recording(
                stub ->
                    object(stub, "response")
                        .putObject("headers")
                        .put("Set-Cookie", secret + "; Path=/")));
    places.put(
        "a body that is text",
        secret ->
            recording(
                stub -> {
                  object(stub, "response").remove("jsonBody");
                  object(stub, "response").put("body", "Access Denied\n" + secret + "\n");
                }));
    places.put(
        "a chunked body",
        secret ->
            recording(
                stub -> {
                  object(stub, "response").remove("jsonBody");
                  object(stub, "response").put("body", chunked(secret));
                }));
    places.put(
        "a note",
        secret ->
            recording(
                stub -> object(stub, "metadata").put("note", "The order of " + secret + ".")));
    places.put(
        "a source", secret -> recording(stub -> object(stub, "metadata").put("source", secret)));
    places.put(
        "a duplicate member",
        secret ->
            new Planted(
                "orders/live-orders-warm.json",
                Secrets.bytes("{\"status\":" + quoted(secret) + ",\"status\":\"Submitted\"}")));
    places.put(
        "a file's name",
        secret -> new Planted("orders/" + secret.replace('/', '_') + ".json", Secrets.bytes("{}")));
    places.put(
        "a folder's name",
        secret -> new Planted(secret.replace('/', '_') + "/status.json", Secrets.bytes("{}")));
    places.put(
        "a text file",
        secret ->
            new Planted("orders/status.txt", Secrets.bytes("order\nstatus " + secret + "\n")));
    places.put(
        "a chunked file",
        secret -> new Planted("orders/status.txt", Secrets.bytes(chunked("status " + secret))));
    places.put(
        "a gzipped file",
        secret ->
            new Planted(
                "orders/status.json", Secrets.gzip(Secrets.bytes("[" + quoted(secret) + "]"))));
    places.put(
        "cut JSON",
        secret ->
            new Planted("orders/status.json", Secrets.bytes("{\"status\":" + quoted(secret))));
    return places;
  }

  /** All combinations take a minute; with 1 here, they are tried. */
  private static final int SAMPLE = 7;

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("catches in every place and every encoding, two deep:")
  void planted(Kind kind) {
    Secrets secrets = new Secrets(kind.ordinal());
    List<String> missed = new ArrayList<>();
    List<String> told = new ArrayList<>();
    int combination = kind.ordinal();
    int planted = 0;
    for (var place : PLACES.entrySet()) {
      combination++;
      for (Encoding inner : Encoding.values()) {
        for (Encoding outer : Encoding.values()) {
          if (combination++ % SAMPLE != 0) {
            continue;
          }
          String secret = secrets.next(kind);
          Planted file = place.getValue().apply(outer.encode(inner.encode(secret)));
          List<Leak> leaks = GATE.leaks(file.name(), file.content());
          String which = secret + " in " + place.getKey() + ", " + inner + " in " + outer;
          planted++;
          if (leaks.isEmpty()) {
            missed.add(which);
          }
          if (leaks.toString().contains(secret)) {
            told.add(which);
          }
        }
      }
    }

    assertThat(planted).isGreaterThanOrEqualTo(PLACES.size() * 14 * 14 / SAMPLE);
    assertThat(missed).isEmpty();
    assertThat(told).as("leaks that contain the secret").isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NUMBER", "NAME"})
  @DisplayName("catches in a source file, in every encoding, two deep:")
  void source(Kind kind) {
    Secrets secrets = new Secrets(kind.ordinal());
    List<String> missed = new ArrayList<>();
    for (Encoding inner : Encoding.values()) {
      for (Encoding outer : Encoding.values()) {
        String secret = secrets.next(kind);
        if (kind == Kind.TOKEN) {
          secret = "Bearer " + secret;
        } else if (kind == Kind.HOST) {
          secret = secret.replaceFirst("\\..*", ".lan");
        }
        String line = "  String login = call(\"" + outer.encode(inner.encode(secret)) + "\");";
        if (LeakGate.prose().leaks("src/Login.java", Secrets.bytes("\n" + line)).isEmpty()) {
          missed.add(secret + " " + inner + " in " + outer);
        }
      }
    }

    assertThat(missed).isEmpty();
  }

  @Test
  @DisplayName("lets the same places pass without a secret")
  void harmless() {
    PLACES.forEach(
        (place, file) -> {
          if (!place.equals("a cookie") && !place.equals("a personal member")) {
            Planted planted = file.apply("status");
            assertThat(GATE.leaks(planted.name(), planted.content())).as(place).isEmpty();
          }
        });
  }

  @Test
  @DisplayName("catches 10,000 mutated secrets")
  void mutated() {
    Random random = new Random(12);
    Secrets secrets = new Secrets(12);
    List<Function<String, Planted>> places = List.copyOf(PLACES.values());
    List<String> missed = new ArrayList<>();
    for (int i = 0; i < MUTATED; i++) {
      Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
      Encoding inner = Encoding.values()[random.nextInt(Encoding.values().length)];
      Encoding outer = Encoding.values()[random.nextInt(Encoding.values().length)];
      String secret = secrets.next(kind);
      Planted file =
          places.get(random.nextInt(places.size())).apply(outer.encode(inner.encode(secret)));
      if (GATE.leaks(file.name(), file.content()).isEmpty()) {
        missed.add(kind + " " + secret + " " + inner + " " + outer + " " + file.name());
      }
    }

    assertThat(missed).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"orderId", "conid", "totalSize", "parentId", "lastExecutionTime_r", "userId"})
  @DisplayName("catches a number in the JSON number")
  void number(String member) {
    Secrets secrets = new Secrets(member.hashCode());
    for (int i = 0; i < 500; i++) {
      String secret = secrets.next(Kind.NUMBER);
      for (String literal :
          List.of(
              secret,
              "-" + secret,
              secret + "e0",
              secret + ".0E0",
              "0." + secret + "e" + secret.length())) {
        byte[] content = Secrets.bytes("{\"" + member + "\":" + literal + "}");
        if (!member.equals("totalSize") || !literal.contains(".")) {
          assertThat(GATE.leaks("orders/status.json", content)).as(literal).isNotEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "-", ".", "/", ":", ";", "|", ", ", " - ", "\n"})
  @DisplayName("catches a number that is taken apart")
  void apart(String separator) {
    String digits = String.join(separator, "23", "45", "67", "8");
    Planted file = order(row -> row.put("orderDesc", "Bought " + digits));

    assertThat(GATE.leaks(file.name(), file.content())).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://market:5000/v1/api", "order.market.com", "_order.market.io", "price.order.stop",
        "JSESSIONID~=open", "order~@market.com", "Jane", "U~&#50;&#51;&#52;&#53;&#54;&#55;&#56;",
        "2345678.0", "Bought U~ 2345678.00", "U２３４５６７８"
      })
  @DisplayName("catches what is made of known words, or looks like an amount:")
  void knownWords(String text) {
    Planted file = order(row -> row.put("status", text.replace("~", "")));

    assertThat(GATE.leaks(file.name(), file.content())).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a.", "a@", "%41", "&#65;", "\\u0041", "1 ", "a:", "A1b", "1.", "/"})
  @DisplayName("reads a long text in seconds, without an error:")
  @Timeout(20)
  void longText(String piece) {
    byte[] content = Secrets.bytes(piece.repeat(200_000 / piece.length()) + "@!");

    assertThat(GATE.leaks("orders/status.txt", content)).isNotNull();
    assertThat(LeakGate.prose().leaks("src/status.txt", content)).isNotNull();
  }

  @Test
  @DisplayName("is not blinded by an allowed value next to a secret or inside one")
  void around() {
    Secrets secrets = new Secrets(5);
    for (Kind kind : Kind.values()) {
      for (String allowed :
          List.of(
              "DU1234567",
              "AAPL",
              "265598",
              "00000000-0000-4000-8000-000000000001",
              "00:00:00:00:00:00",
              "user1@mail.invalid",
              "127.0.0.1",
              "interactivebrokers.com",
              "1000000001")) {
        for (String joint : List.of("", " ", "-", ".", "_", ",", "/", "@", "=", ":")) {
          String secret = secrets.next(kind);
          for (String text : List.of(allowed + joint + secret, secret + joint + allowed)) {
            Planted file = order(row -> row.put("ticker", text));
            assertThat(GATE.leaks(file.name(), file.content())).as(text).isNotEmpty();
          }
        }
      }
    }
  }

  @Test
  @DisplayName(
      "refuses what it cannot decode: damaged gzip, other charsets, deep nesting, control characters")
  void undecodable() {
    String deep = Encoding.URL_ALL.encode("status");
    for (int i = 0; i < 20; i++) {
      deep = Encoding.URL.encode(deep);
    }
    byte[] zipped = Secrets.gzip(Secrets.bytes("{}"));
    byte[] damaged = Arrays.copyOf(zipped, zipped.length - 9);

    assertThat(GATE.leaks("orders/status.json", damaged))
        .extracting(Leak::shape)
        .containsExactly(Shape.UNDECODABLE);
    assertThat(GATE.leaks("orders/status.json", "\"status\"".getBytes(StandardCharsets.UTF_16)))
        .isNotEmpty();
    assertThat(GATE.leaks("orders/status.json", new byte[] {'"', (byte) 0xe9, '"'}))
        .extracting(Leak::shape)
        .containsExactly(Shape.UNDECODABLE);
    assertThat(GATE.leaks("orders/status.json", Secrets.bytes("[\"sta\u200btus\"]")))
        .extracting(Leak::shape)
        .contains(Shape.UNDECODABLE);
    assertThat(GATE.leaks("orders/status.json", Secrets.bytes("[\"\\u0000\"]")))
        .extracting(Leak::shape)
        .contains(Shape.UNDECODABLE);
    assertThat(GATE.leaks("orders/status.txt", Secrets.bytes(deep))).isNotEmpty();
  }

  @Test
  @DisplayName("names place, shape and reason, and the line that allows it")
  void allowed(@TempDir Path folder) throws IOException {
    Planted file = order(row -> row.put("ticker", "ZZQQ"));
    List<Leak> leaks = GATE.leaks(file.name(), file.content());
    String line = leaks.get(0).allowLine();
    Path list = folder.resolve("allow.yaml");
    Files.writeString(list, line.replace(Allowed.NO_REASON, "a symbol"));

    assertThat(leaks).hasSize(1);
    assertThat(leaks.get(0).place())
        .isEqualTo("orders/live-orders-warm.json#/response/jsonBody/orders/*/ticker");
    assertThat(leaks.get(0).shape()).isEqualTo(Shape.WORD);
    assertThat(GATE.allowing(list).leaks(file.name(), file.content())).isEmpty();
    Files.writeString(list, line);
    assertThatThrownBy(() -> GATE.allowing(list))
        .hasMessage(list + ", entry 1: reason: expected why the value is public");
    Planted other = order(row -> row.put("ticker", "U" + 2345678));
    Files.writeString(list, line.replace(Allowed.NO_REASON, "a symbol"));
    assertThat(GATE.allowing(list).leaks(other.name(), other.content()))
        .extracting(Leak::shape)
        .containsExactly(Shape.ACCOUNT);
  }

  @Test
  @DisplayName("does not name a member or a file whose name leaks")
  void names() {
    Planted file = order(row -> row.putObject("U" + 2345678).put("status", "Janine"));

    assertThat(GATE.leaks("orders/Janine.json", file.content()))
        .extracting(Leak::place)
        .containsExactly(
            "orders/?",
            "orders/?.json#/response/jsonBody/orders/*/?",
            "orders/?.json#/response/jsonBody/orders/*/?/status");
    assertThat(GATE.leaks("orders/status.Janine", Secrets.bytes("{}")))
        .extracting(Leak::place)
        .containsExactly("orders/?");
  }

  @Test
  @DisplayName("lets the shipped recordings pass")
  void shipped() throws IOException {
    List<Leak> leaks = new ArrayList<>();
    List<Path> files = FactsTest.recordings();
    for (Path file : files) {
      byte[] content = Files.readAllBytes(file);
      leaks.addAll(GATE.leaks(RECORDINGS.relativize(file).toString().replace('\\', '/'), content));
    }

    assertThat(files).hasSizeGreaterThan(250);
    assertThat(leaks).isEmpty();
  }

  private static Planted order(Consumer<ObjectNode> change) {
    return recording(stub -> change.accept((ObjectNode) stub.at("/response/jsonBody/orders/0")));
  }

  private static Planted recording(Consumer<ObjectNode> change) {
    try {
      ObjectNode stub = (ObjectNode) JSON.readTree(RECORDING);
      change.accept(stub);
      return new Planted("orders/live-orders-warm.json", JSON.writeValueAsBytes(stub));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(String recording) {
    try {
      return Files.readString(RECORDINGS.resolve(recording));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode object(ObjectNode stub, String member) {
    return (ObjectNode) stub.path(member);
  }

  private static String quoted(String text) {
    return JSON.getNodeFactory().textNode(text).toString();
  }

  /** Two bytes in each chunk: no chunk shows a shape. */
  private static String chunked(String text) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < text.length(); i += 2) {
      String chunk = text.substring(i, Math.min(text.length(), i + 2));
      body.append(chunk.length()).append("\r\n").append(chunk).append("\r\n");
    }
    return body.append("0\r\n\r\n").toString();
  }
}
