package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In a form of earlier editions of IBKR's document, which public clients send,")
class EarlierFormsTest {

  private static final String ACCOUNT = "DU1234567";
  private static final String TICKET =
      "{\"conid\":265598,\"orderType\":\"LMT\",\"price\":1,\"side\":\"BUY\",\"tif\":\"DAY\",\"quantity\":1}";

  private final MockGateway gateway =
      MockGateway.start(MockGatewayOptions.defaults().http().accounts(ACCOUNT));
  private final Caller caller = new Caller(HttpClient.newHttpClient(), gateway.baseUrl(), ACCOUNT);

  @BeforeEach
  void accounts() {
    caller.get("/iserver/accounts");
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  @DisplayName("a list of contracts with POST gets the answer of GET")
  void contracts() {
    JsonNode posted = caller.post("/trsrv/secdef", "{\"conids\":[265598,8314]}").json();

    assertThat(posted).isEqualTo(caller.get("/trsrv/secdef?conids=265598,8314").json());
    assertThat(posted.path("secdef")).hasSize(2);
  }

  @Test
  @DisplayName("one ticket as the body of an order is asked the same question")
  void order() {
    JsonNode single = caller.post("/iserver/account/" + ACCOUNT + "/order", TICKET).json();

    assertThat(single.at("/0/messageIds/0").asText()).isEqualTo("o163");
    assertThat(gateway.orders()).hasSize(1);
  }

  @Test
  @DisplayName("one ticket as the body of a preview places nothing")
  void preview() {
    JsonNode preview = caller.post("/iserver/account/" + ACCOUNT + "/order/whatif", TICKET).json();

    assertThat(preview.at("/amount/total").isTextual()).isTrue();
    assertThat(gateway.orders()).isEmpty();
  }

  @Test
  @DisplayName("a repeated filter selects the same as states joined by commas (Q107)")
  void filters() {
    caller.placeAndConfirm(Caller.FAR_LIMIT);
    String orders = "/iserver/account/orders?accountId=" + ACCOUNT;
    caller.get(orders);

    assertThat(caller.get(orders + "&filters=filled&filters=submitted").json())
        .isEqualTo(caller.get(orders + "&filters=filled,submitted").json());
    assertThat(caller.get(orders + "&filters=filled&filters=submitted").json().path("orders"))
        .hasSize(1);
  }

  @Test
  @DisplayName("a body without a published answer gets a 501")
  void unsupportedBody() {
    for (String path : new String[] {"/order", "/order/whatif"}) {
      assertThat(caller.post("/iserver/account/" + ACCOUNT + path, "[]").status()).isEqualTo(501);
    }
    assertThat(caller.post("/trsrv/secdef", "{}").status()).isEqualTo(501);
  }
}
