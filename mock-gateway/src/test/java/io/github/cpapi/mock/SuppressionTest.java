package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.contract.Recording;
import java.net.http.HttpClient;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A question that is suppressed")
class SuppressionTest {

  private MockGateway gateway;
  private Caller caller;

  @BeforeEach
  void start() {
    gateway = MockGateway.start(MockGatewayOptions.defaults().http());
    caller = new Caller(HttpClient.newHttpClient(), gateway.baseUrl(), Recording.ACCOUNT);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  @DisplayName("is skipped when an order is placed, and the others are asked (Q39)")
  void skipped() {
    Exchange suppressed = suppress("\"o163\",\"o10153\"");

    Exchange first = caller.place(Caller.FAR_LIMIT);

    assertThat(suppressed.json().path("status").asText()).isEqualTo("submitted");
    assertThat(first.messageId()).isEqualTo("o354");
    assertThat(first.why()).contains("o163 is suppressed and not asked");
    assertThat(caller.reply(first.replyId(), true).recording()).isEqualTo("replies/acknowledged");
  }

  @Test
  @DisplayName("lets the order be acknowledged at once if no other question is left (Q39)")
  void allSuppressed() {
    suppress("\"o163\",\"o10153\"");
    suppress("\"o354\"");

    assertThat(caller.place(Caller.FAR_LIMIT).orderId()).matches("\\d{10}");
  }

  @Test
  @DisplayName("may be unknown or repeated (Q39)")
  void unknown() {
    assertThat(suppress("\"nope\",\"nope\"").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("is one of at most 51 in a list: none or 52 are refused with 500 (Q39)")
  void limits() {
    assertThat(suppress("").recording()).isEqualTo("replies/suppressed-nothing-500");
    assertThat(suppress(ids(51)).status()).isEqualTo(200);
    Exchange tooMany = suppress(ids(52));
    assertThat(tooMany.status()).isEqualTo(500);
    assertThat(tooMany.why()).contains("not 52");
  }

  @Test
  @DisplayName("is refused in a body without a list of texts")
  void notAList() {
    assertThat(caller.post("/iserver/questions/suppress", "{}").status()).isEqualTo(501);
    assertThat(suppress("354").status()).isEqualTo(501);
  }

  @Test
  @DisplayName("is asked again after a reset (Q39)")
  void reset() {
    suppress("\"o354\"");

    caller.post("/iserver/questions/suppress/reset", "");

    assertThat(caller.place(Caller.MARKET).messageId()).isEqualTo("o354");
  }

  @Test
  @DisplayName("is asked again in the next session (Q39)")
  void nextSession() {
    suppress("\"o354\"");
    caller.post("/logout", "");
    gateway.login();

    assertThat(caller.place(Caller.MARKET).messageId()).isEqualTo("o354");
  }

  @Test
  @DisplayName("is still asked by another mock")
  void perMock() {
    suppress("\"o354\"");
    try (MockGateway other = MockGateway.start(MockGatewayOptions.defaults().http())) {
      Caller another = new Caller(caller.http(), other.baseUrl(), Recording.ACCOUNT);

      assertThat(another.place(Caller.MARKET).messageId()).isEqualTo("o354");
    }
  }

  private Exchange suppress(String ids) {
    return caller.post("/iserver/questions/suppress", "{\"messageIds\":[" + ids + "]}");
  }

  private static String ids(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"o" + i + "\"")
        .collect(Collectors.joining(","));
  }
}
