package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.contract.Recording;
import java.net.http.HttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A strict mock")
class StrictTest {

  private MockGateway gateway;
  private Caller caller;

  @BeforeEach
  void start() {
    gateway = MockGateway.start(MockGatewayOptions.defaults().http().strictly());
    caller = new Caller(HttpClient.newHttpClient(), gateway.baseUrl(), Recording.ACCOUNT);
    caller.get("/iserver/accounts");
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"cOID\":5", "\"outsideRTH\":\"true\"", "\"acctId\":\"U1234567\""})
  @DisplayName("refuses an undocumented order, marked and without a body, and places nothing")
  void refuses(String member) {
    Exchange answer = caller.place(Caller.NEAR_LIMIT + "," + member);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.why()).startsWith("undocumented: ");
    assertThat(caller.firstLiveOrder().isMissingNode()).isTrue();
  }

  @Test
  @DisplayName("accepts what is odd but known (ORD-08)")
  void knownOddities() {
    Exchange answer = caller.place(Caller.NEAR_LIMIT + ",\"cOId\":\"a\"");

    assertThat(answer.messageId()).isEqualTo("o354");
    assertThat(answer.why()).startsWith("unknown member cOId");
  }

  @Test
  @DisplayName("refuses a slash at the end of a path before the order is placed")
  void slash() {
    String path = "/iserver/account/" + Recording.ACCOUNT + "/orders/";

    Exchange answer = caller.post(path, "{\"orders\":[{" + Caller.NEAR_LIMIT + "}]}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.why())
        .isEqualTo("undocumented: the path is used without the slash at its end");
    assertThat(caller.firstLiveOrder().isMissingNode()).isTrue();
  }

  @Test
  @DisplayName("accepts the slash with which several clients request the trades")
  void slashOfTrades() {
    Caller another = new Caller(caller.http(), caller.baseUrl(), caller.account(), false);

    Exchange answer = another.get("/iserver/account/trades/?days=3");

    assertThat(answer.recording()).isEqualTo("orders/trades-empty");
    assertThat(answer.why())
        .startsWith("the path is used without the slash at its end, with which");
  }

  @Test
  @DisplayName("refuses a HEAD before it is carried out")
  void head() {
    Exchange answer = caller.send("HEAD", "/iserver/accounts", "");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.why()).startsWith("undocumented: HEAD is played as GET");
  }
}
