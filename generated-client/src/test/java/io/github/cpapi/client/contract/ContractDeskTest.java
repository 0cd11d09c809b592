package io.github.cpapi.client.contract;

import static io.github.cpapi.client.ScriptedGateway.body;
import static io.github.cpapi.client.ScriptedGateway.json;
import static io.github.cpapi.client.ScriptedGateway.recorded;
import static io.github.cpapi.client.contract.Instrument.conid;
import static io.github.cpapi.client.contract.Instrument.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.client.ScriptedGateway;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The contract desk")
class ContractDeskTest {

  /** The currencies of the recorded Apple listings; only the first is described in a recording. */
  private static final Map<String, String> CURRENCIES =
      Map.of("265598", "USD", "38708077", "MXN", "273982664", "CHF", "532640894", "CAD");

  @RegisterExtension final ScriptedGateway server = new ScriptedGateway();
  private ContractDesk desk;

  @BeforeEach
  void start() {
    server.answerEach(request -> answer(request.getTarget()));
    desk = new ContractDesk(server.connect());
  }

  @Test
  @DisplayName(
      "finds the one listing of a symbol that fits exchange and currency, and lists the candidates")
  void findsTheOne() {
    ResolvedContract contract = desk.resolve(stock("AAPL").smart("USD").primary("NASDAQ"));

    assertThat(contract.conid()).isEqualTo(265598);
    assertThat(contract.considered()).hasSize(4);
    assertThat(contract.reason())
        .isEqualTo("the only stock AAPL in USD listed at NASDAQ among 4 listings");
  }

  @Test
  @DisplayName("finds it by currency alone if that is enough")
  void findsItByCurrency() {
    assertThat(desk.resolve(stock("AAPL").smart("CHF")).conid()).isEqualTo(273982664);
  }

  @Test
  @DisplayName("does not guess if nothing fits, and names the candidates")
  void namesTheCandidates() {
    assertThatThrownBy(() -> desk.resolve(stock("AAPL").smart("EUR").primary("NASDAQ")))
        .asInstanceOf(type(UnresolvedContractException.class))
        .satisfies(e -> assertThat(e.candidates()).hasSize(4))
        .satisfies(
            e ->
                assertThat(e)
                    .hasMessageContaining("no listing fits")
                    .hasMessageContaining("265598 APPLE INC at NASDAQ in USD"));
  }

  @Test
  @DisplayName("does not guess if two listings fit")
  void doesNotGuess() {
    assertThatThrownBy(() -> desk.resolve(stock("ASML").smart("USD")))
        .isInstanceOf(UnresolvedContractException.class)
        .hasMessageContaining("more than one contract fits")
        .hasMessageContaining("AEB")
        .hasMessageContaining("primary(...)");
  }

  @Test
  @DisplayName("says that a symbol does not exist")
  void unknownSymbol() {
    assertThatThrownBy(() -> desk.resolve(stock("NOTREAL").smart("USD")))
        .hasMessageContaining("no stock has this symbol");
  }

  @Test
  @DisplayName("uses a contract id without a look-up")
  void takesAnId() {
    assertThat(desk.resolve(conid(8314)).conid()).isEqualTo(8314);
    assertThat(server.getRequestCount()).isZero();
  }

  private static MockResponse answer(String target) {
    if (target.endsWith("symbols=AAPL")) {
      return recorded("contracts/stocks-aapl");
    }
    if (target.endsWith("symbols=ASML")) {
      return recorded("contracts/stocks-asml");
    }
    if (target.endsWith("/info")) {
      String conid = target.replaceAll(".*/(\\d+)/info", "$1");
      ObjectNode info = body("contracts/info-aapl").deepCopy();
      return json(
          200,
          info.put("con_id", Long.parseLong(conid))
              .put("currency", CURRENCIES.getOrDefault(conid, "USD"))
              .toString());
    }
    return json(200, "{}");
  }
}
