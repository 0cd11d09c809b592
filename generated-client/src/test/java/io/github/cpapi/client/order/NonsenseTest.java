package io.github.cpapi.client.order;

import static io.github.cpapi.client.contract.Instrument.stock;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.client.contract.UnresolvedContractException;
import io.github.cpapi.client.outcome.OrderOutcome;
import io.github.cpapi.client.ticket.Ticket;
import io.github.cpapi.client.transport.CpapiException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A gateway that answers nonsense")
class NonsenseTest extends DeskAtAScriptedGateway {

  private static final String DEEP = "[".repeat(100_000);

  static Stream<Arguments> nonsense() {
    return Stream.of(200, 400, 500)
        .flatMap(
            status ->
                Stream.of(
                        "",
                        "null",
                        "7",
                        "\"text\"",
                        "[]",
                        "[null]",
                        "[[null]]",
                        "{}",
                        "{\"\":null}",
                        "{\"orders\":[null]}",
                        "{\"orders\":[null],\"snapshot\":null}",
                        "{\"orders\":null,\"snapshot\":true}",
                        "{\"AAPL\":[null]}",
                        "{\"AAPL\":null}",
                        "{\"AAPL\":[{\"contracts\":[null]}]}",
                        "{\"error\":null}",
                        "{\"error\":1e999999999}",
                        "[{\"order_id\":1e999999999,\"size\":1e999999999}]",
                        "{\"order_id\":-1e-999999999,\"total_size\":\"1e999999999\"}",
                        "\0",
                        "{\"a\":1,\"a\":2}",
                        DEEP,
                        "<html><body>Access Denied</body></html>")
                    .map(body -> Arguments.of(status, body)));
  }

  @ParameterizedTest(name = "status {0}, {1}")
  @MethodSource("nonsense")
  @DisplayName("is met with outcomes and documented exceptions, and nothing else")
  void isMetWithOutcomesAndDocumentedExceptions(int status, String body) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return json(status, body);
          }
        });
    OrderDesk desk =
        open(journal, settings.lookupTimeout(Duration.ZERO).continuingDespiteUnconfirmed());
    Ticket bySymbol = Ticket.buy("1", stock("AAPL").smart("USD")).market().build();

    assertThat(desk.place(TICKET, THE_CHAIN)).isNotInstanceOf(OrderOutcome.Accepted.class);
    assertThat(desk.modify("7001", TICKET, THE_CHAIN)).isNotInstanceOf(OrderOutcome.Accepted.class);
    assertThat(desk.recover()).isNotNull();
    List<ThrowingCallable> reads =
        List.of(
            () -> desk.prepare(bySymbol),
            () -> desk.cancel("7001"),
            () -> desk.status("7001"),
            () -> desk.follow("7001", Duration.ZERO),
            desk::liveOrders);
    for (ThrowingCallable read : reads) {
      assertDocumented(read);
    }
  }

  /** The call returns, or throws a documented exception. */
  private static void assertDocumented(ThrowingCallable read) {
    try {
      read.call();
    } catch (CpapiException | UnresolvedContractException documented) {
      assertThat(documented).hasMessageNotContaining("NullPointerException");
    } catch (Throwable undocumented) {
      throw new AssertionError("undocumented: " + undocumented, undocumented);
    }
  }
}
