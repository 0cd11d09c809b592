package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.scenario.Scenario;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("In a scenario with accountsFirst, before the accounts were asked for,")
class AccountsFirstTest {

  private static final String FRESH = "scenarios/fresh-paper-account.yaml";

  private MockGateway gateway;
  private Caller caller;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    String strict =
        Files.readString(Path.of(FRESH)).replace("accountsFirst: false", "accountsFirst: true");
    Path file = Files.writeString(folder.resolve("accounts-first.yaml"), strict);
    gateway = MockGateway.start(MockGatewayOptions.defaults().http().scenario(Scenario.read(file)));
    caller = new Caller(HttpClient.newHttpClient(), gateway.baseUrl(), Recording.ACCOUNT);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  @DisplayName("live orders are refused with 500 (Q79)")
  void liveOrders() {
    Exchange refused = caller.liveOrders();

    assertThat(refused.recording()).isEqualTo("orders/live-orders-accounts-first-500");
    assertThat(refused.status()).isEqualTo(500);
    assertThat(refused.why()).contains("GET /iserver/accounts was not called");
  }

  @Test
  @DisplayName("the status of an order is refused with 500 (Q79)")
  void status() {
    assertThat(caller.status("1").recording()).isEqualTo("orders/status-accounts-first-500");
  }

  @Test
  @DisplayName("placing, answering and cancelling are 501: nobody has seen how they are refused")
  void placing() {
    assertThat(caller.place(Caller.MARKET).status()).isEqualTo(501);
    assertThat(caller.reply("00000000-0000-4000-8000-000000000099", true).status()).isEqualTo(501);
    assertThat(caller.cancel("1").why()).startsWith("not played yet: GET /iserver/accounts");
  }

  @Test
  @DisplayName("contracts and the session are as ever")
  void others() {
    assertThat(caller.post("/tickle", "").status()).isEqualTo(200);
    assertThat(caller.get("/trsrv/stocks?symbols=AAPL").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("and all of it is over once they were")
  void afterwards() {
    caller.get("/iserver/accounts");

    assertThat(caller.liveOrders().recording()).isEqualTo("orders/live-orders-empty");
    assertThat(caller.place(Caller.MARKET).messageId()).isEqualTo("o354");
  }
}
