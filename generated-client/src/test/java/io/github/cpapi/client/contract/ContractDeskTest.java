package io.github.cpapi.client.contract;

import static io.github.cpapi.client.contract.Instrument.conid;
import static io.github.cpapi.client.contract.Instrument.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.client.PromptServer;
import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.contract.Recordings;
import java.time.Duration;
import java.util.Map;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The contract desk")
class ContractDeskTest {

  private static final Recordings RECORDINGS = Recordings.load();

  /** The currencies of the recorded Apple listings; the recordings describe the first of them. */
  private static final Map<String, String> CURRENCIES =
      Map.of("265598", "USD", "38708077", "MXN", "273982664", "CHF", "532640894", "CAD");

  private final MockWebServer server = PromptServer.create();
  private Gateway gateway;
  private ContractDesk desk;

  @BeforeEach
  void start() throws Exception {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request.getTarget());
          }
        });
    server.start();
    gateway =
        Gateway.connect(
            server.url("/v1/api").toString(),
            TlsTrust.system(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            "test",
            PacingPolicy.off());
    desk = new ContractDesk(gateway);
  }

  @AfterEach
  void stop() {
    gateway.close();
    server.close();
  }

  @Test
  @DisplayName(
      "finds the one listing of a symbol that fits exchange and currency, and tells among which it chose")
  void findsTheOne() {
    ResolvedContract contract = desk.resolve(stock("AAPL").smart("USD").primary("NASDAQ"));

    assertThat(contract.conid()).isEqualTo(265598);
    assertThat(contract.considered()).hasSize(4);
    assertThat(contract.reason())
        .isEqualTo("the only stock AAPL in USD listed at NASDAQ among 4 listings");
  }

  @Test
  @DisplayName("finds it by currency alone where that is enough")
  void findsItByCurrency() {
    assertThat(desk.resolve(stock("AAPL").smart("CHF")).conid()).isEqualTo(273982664);
  }

  @Test
  @DisplayName("does not guess where nothing fits, and names the candidates")
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
  @DisplayName("does not guess where two listings fit")
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
  @DisplayName("takes a contract id as it is and asks nobody")
  void takesAnId() {
    assertThat(desk.resolve(conid(8314)).conid()).isEqualTo(8314);
    assertThat(server.getRequestCount()).isZero();
  }

  private static MockResponse answer(String target) {
    if (target.endsWith("symbols=AAPL")) {
      return json(RECORDINGS.get("contracts/stocks-aapl").responseBody().orElseThrow().toString());
    }
    if (target.endsWith("symbols=ASML")) {
      return json(RECORDINGS.get("contracts/stocks-asml").responseBody().orElseThrow().toString());
    }
    if (target.endsWith("/info")) {
      String conid = target.replaceAll(".*/(\\d+)/info", "$1");
      ObjectNode info =
          RECORDINGS.get("contracts/info-aapl").responseBody().orElseThrow().deepCopy();
      return json(
          info.put("con_id", Long.parseLong(conid))
              .put("currency", CURRENCIES.getOrDefault(conid, "USD"))
              .toString());
    }
    return json("{}");
  }

  private static MockResponse json(String body) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }
}
