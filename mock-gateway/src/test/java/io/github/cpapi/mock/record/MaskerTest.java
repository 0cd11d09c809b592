package io.github.cpapi.mock.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.github.cpapi.contract.Spec;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The masker")
class MaskerTest {

  /** Not an account of the project's table. */
  private static final String ACCOUNT = "DU" + "9183746";

  private static final String UUID = "bb665d0f-55b6-489d-8cbc-" + "70bc7380089f";
  private static final Set<String> WORDS = Transcript.wordsOf(Spec.load());

  private final Masker masker =
      new Masker(
          new Pseudonyms(WORDS),
          TimeShift.startingAt(Instant.parse("2027-01-05T10:00:00Z")),
          false);

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  @DisplayName("knows by its shape")
  void shapes(String what, String secret, String placeholder) {
    assertThat(masker.masked("before " + secret + ", after"))
        .isEqualTo("before " + placeholder + ", after");
    assertThat(masker.masked("(" + secret + ")")).as("again").isEqualTo("(" + placeholder + ")");
  }

  private static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of("an account", ACCOUNT, "DU1234567"),
        Arguments.of("an account in lower case", "u" + "9183746", "DU1234567"),
        Arguments.of("a UUID", UUID, "00000000-0000-4000-8000-000000000001"),
        Arguments.of(
            "32 hexadecimal digits", UUID.replace("-", ""), "00000000000000000000000000000001"),
        Arguments.of("an IP address", "10.2" + ".3.44", "192.0.2.1"),
        Arguments.of("an IPv6 address", "fe80::1ff:" + "fe23:4567:890a", "2001:db8::1"),
        Arguments.of("a MAC", "98:F2:B3" + ":23:BF:A1", "00:00:00:00:00:00"),
        Arguments.of("an e-mail address", "jane.doe@" + "mail.example.com", "user1@mail.invalid"),
        Arguments.of("an execution id", "0000e0d5.6537a0b4.01.01", "00000000.00000000.01.01"),
        Arguments.of("an order id in a text", "order 1569548986", "order 1000000001"));
  }

  @ParameterizedTest(name = "{0} at {1}")
  @CsvSource({
    "order_id, '\"1569548986\"', '\"1000000001\"'",
    "orderId, 1569548986, 1000000001",
    "order_id, '\"0\"', '\"0\"'",
    "order_id, '\"-1\"', '\"-1\"'",
    "parentId, 156954898, 100000001",
    "cOID, '\"my own name 1\"', '\"order-1\"'",
    "order_ref, '\"Parent\"', '\"order-1\"'",
    "userId, 123498765, 100000001",
    "USER_NAME, '\"jdoe77\"', '\"user1234\"'",
    "accountTitle, '\"Jane Doe\"', '\"Test User\"'",
    "accountTitle, '\"\"', '\"\"'",
    "accountAlias, null, null",
    "serverName, '\"JifN17091\"', '\"JifZ00001\"'",
    "hardware_info, '\"f81c5a7d|98-F2-B3" + "-23-BF-A1\"', '\"00000000|00:00:00:00:00:00\"'",
    "sessionId, '\"6a4b5c2d.00004e01\"', '\"00000000.00000001\"'",
    "account, '\"All\"', '\"All\"'",
    "ocaGroupId, '\"oco-156954898\"', '\"oco-100000001\"'",
    "lastExecutionTime, '\"270105100001\"', '\"261120143001\"'",
    "lastExecutionTime_r, 1799143201000, 1795185001000",
    "trade_time, '\"20270105-09:30:00\"', '\"20261120-14:00:00\"'",
    "order_time, '\"261220100001\"', '\"261120143000\"'",
    "accountStatus, 1573772400000, 1795185000000",
    "conid, 265598, 265598",
    "netliquidation, 98765.43, 98765.43"
  })
  @DisplayName("knows by the name of its member")
  void roles(String member, String value, String expected) throws IOException {
    String json = "{ \"%s\" : %s }";

    assertThat(masker.json(json.formatted(member, value)))
        .isEqualTo(json.formatted(member, expected));
  }

  @Test
  @DisplayName("masks amounts if asked, with the same places for digits")
  void amounts() throws IOException {
    Masker strict = new Masker(new Pseudonyms(WORDS), TimeShift.startingAt(Instant.now()), true);

    assertThat(
            strict.json(
                "{\"netliquidation\":98765.43,\"position\":-250.0,\"cashbalance\":0.0,\"mktPrice\":190.5,"
                    + "\"equity\":\"98765.43\"}"))
        .isEqualTo(
            "{\"netliquidation\":10000.01,\"position\":-100.2,\"cashbalance\":0.0,\"mktPrice\":190.5,"
                + "\"equity\":\"10000.01\"}");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("encodings")
  @DisplayName("finds what it knows in other encodings, and encodes the placeholder likewise")
  void encodings(String name, UnaryOperator<String> encoding) throws IOException {
    masker.json(
        "{\"order_id\":\"1569548986\",\"cOID\":\"jane's order 7\",\"USER_NAME\":\"jdoe77\"}");
    for (String secret : List.of(ACCOUNT, UUID, "1569548986", "jane's order 7", "jdoe77")) {
      String masked = masker.masked("a=" + encoding.apply("<" + secret + ">") + " b=c");

      assertThat(masked)
          .as(secret)
          .isEqualTo("a=" + encoding.apply("<" + masker.masked(secret) + ">") + " b=c");
      assertThat(masker.masked(secret)).isNotEqualTo(secret);
    }
  }

  private static Stream<Arguments> encodings() {
    UnaryOperator<String> url =
        text -> URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    UnaryOperator<String> base64 = Encoded::base64;
    UnaryOperator<String> zipped = text -> Encoded.base64(Encoded.zip(text));
    UnaryOperator<String> escaped =
        text -> text.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());
    UnaryOperator<String> entities =
        text -> text.chars().mapToObj("&#%d;"::formatted).collect(Collectors.joining());
    return Stream.of(
        Arguments.of("as it is", UnaryOperator.<String>identity()),
        Arguments.of("URL", url),
        Arguments.of("twice URL", (UnaryOperator<String>) t -> url.apply(url.apply(t))),
        Arguments.of("Base64", base64),
        Arguments.of("Base64 in URL", (UnaryOperator<String>) t -> url.apply(base64.apply(t))),
        Arguments.of("URL in Base64", (UnaryOperator<String>) t -> base64.apply(url.apply(t))),
        Arguments.of("gzip in Base64", zipped),
        Arguments.of("escapes", escaped),
        Arguments.of("entities", entities),
        Arguments.of(
            "entities in Base64", (UnaryOperator<String>) t -> base64.apply(entities.apply(t))));
  }

  @Test
  @DisplayName("gives one value one placeholder, as number, as text, in texts and in keys")
  void oneForOne() throws IOException {
    String masked =
        masker.json(
            "[{\"order_id\":\"1569548986\",\"local_order_id\":\"jd-1\"},{\"orderId\":1569548986,\"order_ref\":\"jd-1\"},"
                + "{\"text\":\"Order 1569548986 (jd-1x) of "
                + ACCOUNT
                + "\"},{\""
                + ACCOUNT
                + "\":1569548986}]");

    assertThat(masked)
        .isEqualTo(
            "[{\"order_id\":\"1000000001\",\"local_order_id\":\"order-1\"},{\"orderId\":1000000001,\"order_ref\":\"order-1\"},"
                + "{\"text\":\"Order 1000000001 (jd-1x) of DU1234567\"},{\"DU1234567\":1000000001}]");
  }

  @Test
  @DisplayName("leaves the rest as it is, character by character")
  void untouched() throws IOException {
    String json =
        "{\n\t\"price\" : 1.00 , \"rate\":1E-3,\"text\":\"caf\\u00e9 \\/ a%20b SGVsbG8gV29ybGQ=\",\"n\":[ ],"
            + "\"version\":\"Build 10.44.1h, Apr 20, 2026 11:22:51 AM\",\"t\":\"14:30:00\",\"message\":"
            + "\"price exceeds \\nthe Percentage constraint of 3%.\\nAre you sure?\"}";

    assertThat(masker.json(json)).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a", "a.", "a-b_", "%41", "%", "\\u0041", "&#65;", "&", "12", "12:", "YWFh", "ab cd "
      })
  @DisplayName("reads a long text in linear time")
  void longTexts(String part) {
    String text = part.repeat(200_000 / part.length());

    assertTimeout(Duration.ofSeconds(20), () -> masker.masked(text));
  }

  @Test
  @DisplayName("refuses what is not JSON")
  void notJson() {
    assertThatThrownBy(() -> masker.json("{\"a\":")).isInstanceOf(IOException.class);
  }
}
