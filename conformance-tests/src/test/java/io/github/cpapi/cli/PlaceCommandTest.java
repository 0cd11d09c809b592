package io.github.cpapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("cpapi place")
@Execution(ExecutionMode.CONCURRENT)
class PlaceCommandTest {

  private static final String[] AAPL = {
    "place",
    "buy",
    "10",
    "AAPL",
    "--exchange",
    "SMART",
    "--currency",
    "USD",
    "--primary",
    "NASDAQ",
    "--market"
  };

  private final MockGateway mock = Shell.mock();

  @TempDir private Path folder;
  private Shell shell;

  @BeforeEach
  void open() throws IOException {
    shell = Shell.at(mock, folder);
  }

  @AfterEach
  void stop() {
    mock.close();
  }

  private static String[] aapl(String... more) {
    return concat(AAPL, more);
  }

  private static String[] concat(String[] some, String... more) {
    return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
  }

  private static JsonNode json(Shell.Result result) throws IOException {
    return new ObjectMapper().readTree(result.out());
  }

  private List<String> ordersSent() {
    return Shell.ordersSent(mock);
  }

  @Test
  @DisplayName("shows contract and cost, asks, shows each question in full, and tells the order")
  void isAnsweredByAPerson() {
    Shell.Result result = shell.typing("y", "yes", "y", "Y").run(aapl());

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err())
        .containsSubsequence(
            "AAPL, STK, APPLE INC, SMART, USD (conid 265598)",
            "BUY 10 of 265598 MKT DAY",
            "1,900.00 USD (10 Shares)",
            "Send it? [y/N]",
            "The broker asks [o354]",
            "You are submitting an order without market data.",
            "Accept it? [y/N]",
            "[o10151]",
            "[o10153]",
            "Accepted [");
    assertThat(result.out()).contains("PendingSubmit").doesNotContain("Accept it?");
    assertThat(mock.orders()).hasSize(1);
  }

  @Test
  @DisplayName("sends nothing until the person agrees")
  void isNotSentWithoutConsent() throws IOException {
    assertThat(shell.typing("n").run(aapl()).code()).isEqualTo(3);
    assertThat(shell.typing("").run(aapl()).code()).isEqualTo(3);
    assertThat(Shell.at(mock, folder).run(aapl()).code()).as("no terminal").isEqualTo(3);
    assertThat(ordersSent()).isEmpty();
  }

  @Test
  @DisplayName("declines what the person declines, and the order with it")
  void isDeclinedByAPerson() {
    Shell.Result result = shell.typing("y", "y", "no").run(aapl());

    assertThat(result.code()).isEqualTo(10);
    assertThat(result.err()).contains("declined at the terminal");
    assertThat(mock.orders()).isEmpty();
  }

  @Test
  @DisplayName("declines a question that no option answers, if there is no terminal")
  void isDeclinedWithoutAPerson() {
    Shell.Result result = shell.run(aapl("--yes", "--answer", "o354,o10151"));

    assertThat(result.code()).isEqualTo(10);
    assertThat(result.err()).contains("the policy does not name o10153, and there is no terminal");
    assertThat(mock.orders()).isEmpty();
  }

  @Test
  @DisplayName("answers by option and preset")
  void isAnsweredByOptions() throws IOException {
    Shell.Result result =
        shell.run(aapl("--yes", "--preset", "market", "--answer", "o354", "--output", "json"));

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(json(result).at("/outcome").asText()).isEqualTo("accepted");
    assertThat(json(result).at("/questions")).hasSize(3);
  }

  @Test
  @DisplayName("carries the fields of TWS, algo and parameters included")
  void speaksTws() throws IOException {
    Shell.Result result =
        shell.run(
            "place",
            "--action",
            "BUY",
            "--totalQuantity",
            "100",
            "--conId",
            "8314",
            "--orderType",
            "LMT",
            "--lmtPrice",
            "120",
            "--tif",
            "DAY",
            "--algoStrategy",
            "Adaptive",
            "--algoParams",
            "adaptivePriority=Normal",
            "--orderRef",
            "mine-1",
            "--yes",
            "--preset",
            "paper-limit",
            "--output",
            "json");

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(json(result).at("/orders/0/clientOrderId").asText()).isEqualTo("mine-1");
    assertThat(json(result).at("/orders/0/order").asText())
        .isEqualTo("BUY 100 of 8314 LMT 120 DAY by Adaptive {adaptivePriority=Normal}");
  }

  @Test
  @DisplayName("sends a bracket in one request")
  void placesABracket() throws IOException {
    Shell.Result result =
        shell.run(
            "place",
            "buy",
            "10",
            "265598",
            "--limit",
            "185",
            "--take-profit",
            "200",
            "--stop-loss",
            "170",
            "--yes",
            "--preset",
            "paper-limit",
            "--preset",
            "stop",
            "--output",
            "json");

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(json(result).at("/orders")).hasSize(3);
    assertThat(ordersSent().stream().filter(call -> call.endsWith("/orders"))).hasSize(1);
  }

  @Test
  @DisplayName("prints the exact request of a dry run, and sends nothing")
  void rehearses() throws IOException {
    Shell.Result result = shell.run(aapl("--orderRef", "mine-2", "--dry-run"));

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(json(result).at("/method").asText()).isEqualTo("POST");
    assertThat(json(result).at("/url").asText())
        .isEqualTo(mock.baseUrl() + "/iserver/account/DU1234567/orders");
    assertThat(json(result).at("/body"))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"orders": [{"acctId": "DU1234567", "conid": 265598,
                      "cOID": "mine-2", "orderType": "MKT", "side": "BUY", "tif": "DAY",
                      "quantity": 10}]}
                    """));
    assertThat(ordersSent()).isEmpty();
  }

  @Test
  @DisplayName("reads a ticket with the names of the wire, or of TWS")
  void readsTickets() throws IOException {
    Path wire = folder.resolve("wire.json");
    Files.writeString(
        wire,
        """
        {"acctId": "DU1234567", "conid": 265598, "side": "BUY", "quantity": 10,
         "orderType": "STOP_LIMIT", "price": 191, "auxPrice": 190.5, "tif": "GTC", "cOID": "w-1"}
        """);
    Path tws = folder.resolve("tws.json");
    Files.writeString(
        tws,
        """
        {"action": "BUY", "totalQuantity": 10, "conId": 265598, "orderType": "STP LMT",
         "lmtPrice": 191, "auxPrice": 190.5, "tif": "GTC", "orderRef": "w-1"}
        """);

    Shell.Result fromWire = shell.run("place", "--json", wire.toString(), "--dry-run");
    Shell.Result fromTws = shell.run("place", "--json", tws.toString(), "--dry-run");

    assertThat(fromWire.code()).as(fromWire.err()).isZero();
    assertThat(fromTws.code()).as(fromTws.err()).isZero();
    assertThat(json(fromWire)).isEqualTo(json(fromTws));
    assertThat(json(fromWire).at("/body/orders/0/auxPrice").asText()).isEqualTo("190.5");
  }

  @Test
  @DisplayName("applies the limits of the configuration to every order")
  void isLimited() throws IOException {
    shell.configured("max-quantity = 5", "max-notional = 1000 USD");

    Shell.Result many = shell.run(aapl("--yes"));
    Shell.Result dear =
        shell.run(
            "place", "buy", "5", "265598", "--limit", "201", "--yes", "--preset", "paper-limit");

    assertThat(many.code()).isEqualTo(3);
    assertThat(many.err()).contains("expected at most 5, but got 10");
    assertThat(dear.code()).isEqualTo(3);
    assertThat(dear.err()).contains("max-notional: expected at most 1000 USD");
    assertThat(ordersSent()).isEmpty();
  }

  @Test
  @DisplayName("refuses a live account without --live, and without the account typed")
  void isNotLive() throws IOException {
    try (MockGateway live = MockGateway.start(MockGatewayOptions.defaults().accounts("U1234567"))) {
      Shell shellOfLive = Shell.at(live, folder.resolve("live")).configured("account = U1234567");

      Shell.Result refused = shellOfLive.run(aapl("--yes"));
      Shell.Result untyped = shellOfLive.run(aapl("--yes", "--live"));
      Shell.Result mistyped = shellOfLive.typing("another").run(aapl("--yes", "--live"));

      assertThat(List.of(refused.code(), untyped.code(), mistyped.code())).containsOnly(3);
      assertThat(refused.err()).contains("expected a paper account").contains("add --live");
      assertThat(live.orders()).isEmpty();
    }
  }
}
