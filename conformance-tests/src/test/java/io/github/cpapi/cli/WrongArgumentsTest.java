package io.github.cpapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.mock.MockGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A wrong argument")
class WrongArgumentsTest {

  private static MockGateway mock;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    mock = Shell.mock();
  }

  @AfterAll
  static void stop() {
    mock.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # arguments                                              | the argument     | what is legal, and what was given
          frob                                                     | frob             | Unmatched argument
          place hold 10 265598 --market                            | SIDE:            | expected buy or sell, but got 'hold'
          place buy ten 265598 --market                            | QUANTITY:        | a number such as 142.50, but got 'ten'
          place buy 1e5 265598 --market                            | QUANTITY:        | '1e5'
          place buy 0 265598 --market                              | QUANTITY:        | more than 0, but got 0
          place buy -1 265598 --market                             | QUANTITY:        | more than 0, but got -1
          place buy 10 AAPL --market                               | --currency:      | needed for STK and MKT, but got nothing
          place buy 10 AAPL --currency dollars --market            | --currency:      | three letters
          place buy 10 0 --market                                  | SYMBOL:          | a contract id such as 265598, but got '0'
          place buy 10 99999999999 --market                        | SYMBOL:          | a contract id such as 265598, but got '99999999999'
          place buy 10 2147483648 --market                         | SYMBOL:          | a contract id such as 265598, but got '2147483648'
          place buy 10 AAPL 265598 --market                        | 265598           | Unmatched argument
          place buy 10 --market                                    | --symbol:        | needed for STK and MKT, but got nothing
          place --market                                           | --symbol:        | needed
          place buy 10 265598                                      | --orderType:     | needed
          place buy 10 265598 --limit cheap                        | --limit:         | a number such as 142.50, but got 'cheap'
          place buy 10 265598 --limit                              | --limit          | Missing required parameter
          place buy 10 265598 --orderType LIMIT --lmtPrice 1       | --orderType:     | MKT, LMT, STP, STP LMT, TRAIL, TRAIL LIMIT, MIDPRICE, MOC or LOC, but got 'LIMIT'
          place buy 10 265598 --orderType LMT                      | --lmtPrice:      | needed
          place buy 10 265598 --market --limit 5                   | --limit:         | MKT
          place buy 10 265598 --market --orderType LMT             | --orderType:     | contradicts --market 'MKT'
          place buy 10 265598 --limit 5 --lmtPrice 6               | --lmtPrice:      | contradicts --limit '5'
          place buy 10 265598 --totalQuantity 11 --market          | --totalQuantity: | contradicts QUANTITY '10'
          place buy 10 265598 --market --tif GTD                   | --tif:           | DAY, GTC, IOC or OPG, but got 'GTD'
          place buy 10 265598 --market --outsideRth yes            | --outsideRth:    | true or false, but got 'yes'
          place buy 10 265598 --on-close --stop 5                  | --on-close:      | legal with --market or --limit only
          place buy 10 265598 --on-close                           | --on-close:      | legal with --market or --limit only
          place buy 10 265598 --trail x%                           | --trail:         | 'x'
          place buy 10 AAPL --secType FUND --market                | --secType:       | STK, OPT, FUT, FOP or CASH, but got 'FUND'
          place buy 1 AAPL --secType OPT --expiry Jan --strike 1 --right C --market | --lastTradeDateOrContractMonth: | yyyyMMdd or yyyyMM, but got 'Jan'
          place buy 1 AAPL --secType OPT --expiry 202606 --strike 1 --right X --market | --right: | C, CALL, P or PUT, but got 'X'
          place sell 265598 --cashQty 100 --market                 | --symbol:        | needed
          place sell --conId 265598 --cashQty 100 --market         | --cashQty:       | legal to BUY only
          place buy 10 265598 --market --algoParams a=b            | algo             | a
          place buy 10 265598 --market --algoParams a              | --algoParams     | ID=VALUE
          place buy 10 265598 --market --algoStrategy Nope         | Nope             | Adaptive
          place buy 10 265598 --market --answer o999               | --answer:        | no text is published for 'o999'
          place buy 10 265598 --market --preset yes                | --preset         | expected one of [paper-limit, market, stop, cash], but got 'yes'
          place buy 10 265598 --market --choose p12                | --choose         | ID=OPTION
          place buy 10 265598 --limit 5 --take-profit 4            | --take-profit:   | more than the entry at 5, but got 4
          place buy 10 265598 --limit 5 --stop-loss 6              | --stop-loss:     | less than the entry at 5, but got 6
          place buy 10 265598 --market --live                      | --live:          | a live account, but got
          place buy 10 265598 --market --json x.json               | --json:          | no other argument
          place --json missing.json                                | --json:          | cannot read missing.json
          place buy 10 265598 --market --output xml                | --output         | 'xml'
          place buy 10 265598 --market --pin 12:34                 | --pin:           | 64 hexadecimal digits, with or without colons, but got '12:34'
          place buy 10 265598 --market --pem missing.pem           | --pem:           | there is no file missing.pem
          place buy 10 265598 --market --base-url gateway          | --base-url:      | 'gateway'
          place buy 10 265598 --market --frob                      | --frob           | Unknown option
          contract AAPL                                            | CONID:           | a contract id such as 265598, but got 'AAPL'
          algos 2147483648                                         | CONID:           | a contract id such as 265598, but got '2147483648'
          modify -1 buy 10 265598 --limit 5                        | ORDER_ID:        | digits such as 1234567, but got '-1'
          modify all buy 10 265598 --limit 5                       | ORDER_ID:        | digits such as 1234567, but got 'all'
          cancel 12x                                               | ORDER_ID:        | digits such as 1234567, but got '12x'
          cancel                                                   | ORDER_ID         | Missing required parameter
          answer                                                   | PROMPT           | Missing required parameter
          resolve                                                  | NAME             | Missing required parameter
          """)
  @DisplayName("is named with what is legal, and nothing is sent")
  void isNamed(String line, String argument, String legal) throws IOException {
    Shell.Result result = Shell.at(mock, folder).run(line.split(" +"));

    assertThat(result.code()).as(result.err()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains(argument).contains(legal).doesNotContain("\tat ");
    assertThat(Shell.ordersSent(mock)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [1]                                                      | a JSON object
          {"side": "BUY", "side": "SELL"}                          | side
          {"side": "BUY", "quantity": 1, "conid": 265598, "cOId": "a"} | cOId:
          {"side": "BUY", "quantity": 1, "conid": 265598, "orderType": "MKT", "price": 5} | price:
          {"side": "BUY", "quantity": "many", "conid": 265598, "orderType": "MKT"} | quantity:
          {"acctId": "DU7654321", "side": "BUY", "quantity": 1, "conid": 265598, "orderType": "MKT"} | acctId:
          {"action": "BUY", "totalQuantity": 1, "conId": 265598, "orderType": "MKT", "goodTillDate": "20270101"} | goodTillDate:
          {"side": "BUY", "quantity": 1, "conid": 265598, "orderType": "LMT", "price": {"x": 1}} | price:
          {"orders": [{"conid": 1}, {"conid": 2}]}                 | orders:
          {"side": "BUY"                                           | line
          """)
  @DisplayName("of a ticket in a file is named, and nothing is sent")
  void isNamedInAFile(String json, String expected) throws IOException {
    Path file = Files.writeString(folder.resolve("ticket.json"), json);

    Shell.Result result = Shell.at(mock, folder).run("place", "--json", file.toString(), "--yes");

    assertThat(result.code()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).contains(expected).doesNotContain("\tat ");
    assertThat(Shell.ordersSent(mock)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          colour = red            | expected the names base-url, account, pin, pem, max-quantity, max-notional, but got 'colour'
          max-quantity = lots     | max-quantity: expected a number such as 142.50, but got 'lots'
          max-notional = 5000     | max-notional: expected an amount and a currency such as 5000 USD, but got '5000'
          max-notional = -1 USD   | max-notional:
          pin = 00                | --pin: expected 64 hexadecimal digits
          """)
  @DisplayName("of the configuration is named, and nothing is sent")
  void isNamedInTheConfiguration(String line, String expected) throws IOException {
    Shell shell = Shell.at(mock, folder).configured(line);

    Shell.Result result = shell.run("place", "buy", "10", "265598", "--market", "--yes");

    assertThat(result.code()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).contains(expected).doesNotContain("\tat ");
    assertThat(Shell.ordersSent(mock)).isEmpty();
  }
}
