package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.mock.server.ExchangeLog;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The log masks accounts")
class ExchangeLogTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/account/DU1234567/orders,      /account/DU***67/orders",
    "/account/U1234567/orders,       /account/U***67/orders",
    "/account/DUA123456/orders,      /account/DUA***56/orders",
    "?accountId=DU1234567&x=1,       ?accountId=DU***67&x=1",
    "?ids=DU1234567%2CDU7654321,     ?ids=DU***67%2CDU***21",
    "?id=du1234567,                  ?id=du***67",
    "DU1234567_a,                    DU***67_a",
  })
  @DisplayName("down to their letters and last two digits, as the client does")
  void masked(String text, String masked) {
    assertThat(ExchangeLog.masked(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @CsvSource({
    "orders/question-o10153",
    "order/status/1569548986",
    "conid=265598",
    "ISIN US0378331005"
  })
  @DisplayName("and nothing else")
  void untouched(String text) {
    assertThat(ExchangeLog.masked(text)).isEqualTo(text);
  }
}
