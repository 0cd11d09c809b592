package io.github.cpapi.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.conformance.result.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A curl line")
class CurlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GET | /tickle | `` | curl -k "$GATEWAY"'/tickle'
          DELETE | /x/DU***67/1 | `` | curl -k -X DELETE "$GATEWAY"'/x/'"$ACCOUNT"'/1'
          POST | /tickle | `` | curl -k "$GATEWAY"'/tickle' -H 'Content-Type: application/json' -d ''
          POST | /a?b=c&d | {"n":"O'Reilly"} | curl -k "$GATEWAY"'/a?b=c&d' -H 'Content-Type: application/json' -d '{"n":"O'\\''Reilly"}'
          PUT | /a | {"acct":"U***67"} | curl -k -X PUT "$GATEWAY"'/a' -H 'Content-Type: application/json' -d '{"acct":"'"$ACCOUNT"'"}'
          POST | /a | $(rm x) `y` | curl -k "$GATEWAY"'/a' -H 'Content-Type: application/json' -d '$(rm x) `y`'
          """)
  @DisplayName("sends the request to the reader's gateway and account, whatever it contains")
  void line(String method, String path, String body, String line) {
    Exchange exchange = new Exchange(Runs.START, "raw", null, method, path, body, 200, "", "", 1);

    assertThat(Curl.of(exchange)).isEqualTo(line);
  }
}
