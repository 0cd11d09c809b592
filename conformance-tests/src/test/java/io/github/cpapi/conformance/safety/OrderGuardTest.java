package io.github.cpapi.conformance.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import io.github.cpapi.mock.junit.MockGatewayExtension;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.state.OrderState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A run on a gateway that the kit did not start")
class OrderGuardTest {

  private static final String ACCOUNT = "DU1234567";
  private static final String ORDERS = "/iserver/account/" + ACCOUNT + "/orders";
  private static final String HARMLESS =
      "{'conid':265598,'orderType':'LMT','price':1.00,'side':'BUY','tif':'DAY','quantity':1,'cOID':'run-1'}";

  @RegisterExtension
  static final MockGatewayExtension SHARED =
      MockGatewayExtension.with(
          MockGatewayOptions.defaults()
              .accounts(ACCOUNT, "DU7654321", "U1234567")
              .scenario(Scenario.named("no-questions")));

  @RegisterExtension final OwnStubs stubs = new OwnStubs(SHARED);

  private final MockGateway mock = SHARED.gateway();

  @TempDir Path folder;

  private RunningTarget target(String account, Allowed allowed) {
    return RunningMock.of(mock, account, allowed, folder);
  }

  private RunningTarget target() {
    return target(ACCOUNT, Allowed.HARMLESS_ORDERS);
  }

  private int send(RunningTarget target, String method, String path, String json)
      throws IOException {
    return send(target.connect().http(), method, path, json);
  }

  private int send(OkHttpClient http, String method, String path, String json) throws IOException {
    RequestBody body =
        json.isEmpty()
            ? null
            : RequestBody.create(json.replace('\'', '"'), MediaType.get("application/json"));
    try (Response response =
        http.newCall(new Request.Builder().url(mock.baseUrl() + path).method(method, body).build())
            .execute()) {
      return response.code();
    }
  }

  private int place(RunningTarget target, String... tickets) throws IOException {
    return send(target, "POST", ORDERS, "{'orders':[" + String.join(",", tickets) + "]}");
  }

  private List<String> changes() {
    return mock.exchanges().stream()
        .filter(exchange -> !exchange.method().equals("GET"))
        .map(exchange -> exchange.method() + " " + exchange.url())
        .toList();
  }

  @Test
  @DisplayName("sends a harmless order, and cancels it at its end")
  void harmless() throws IOException {
    RunningTarget target = target();

    assertThat(place(target, HARMLESS)).isEqualTo(200);
    target.close();

    assertThat(mock.orders())
        .singleElement()
        .satisfies(held -> assertThat(held.order().state()).isEqualTo(OrderState.CANCELLED));
    assertThat(target.leftovers()).isEmpty();
    assertThat(target.refusals()).isEmpty();
    assertThat(folder.resolve("ledger.txt")).isEmptyFile();
  }

  @ParameterizedTest(name = "{0} instead of {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'price':190         | 'price':1.00       | price is 190, but has to be 0.01 to 5 for a LMT BUY: nobody sells AAPL at 5",
        "'price':-1          | 'price':1.00       | price is -1, but has to be 0.01 to 5",
        "'price':'1.00'      | 'price':1.00       | but has to be 0.01 to 5",
        "'side':'SELL'       | 'side':'BUY'       | price is 1, but has to be 5000 to 10000 for a LMT SELL",
        "'orderType':'MKT'   | 'orderType':'LMT'  | has no MKT BUY",
        "'quantity':2        | 'quantity':1       | quantity is 2, but has to be 1",
        "'quantity':1,'a':1  | 'quantity':1       | the safety table has no member a",
        "'price':190,'price':1 | 'price':1.00     | it cannot be read as orders",
        "'acctId':'DU7654321','conid':265598 | 'conid':265598 | acctId is another account",
        "'conid':8314        | 'conid':265598     | conid is 8314, but the safety table has only 265598",
        "'tif':'IOC'         | 'tif':'DAY'        | has to be DAY or GTC",
        "'cOID':'other'      | 'cOID':'run-1'     | but has to be a client order id of the run: run",
      })
  @DisplayName("refuses an order that is not in its table, before a byte is sent")
  void notInTheTable(String instead, String of, String reason) {
    try (RunningTarget target = target()) {
      assertThatThrownBy(() -> place(target, HARMLESS.replace(of, instead)))
          .isInstanceOf(SafetyException.class)
          .hasMessageStartingWith("not sent: POST " + ORDERS)
          .hasMessageContaining(reason);
      assertThat(target.refusals()).hasSize(1);
    }
    assertThat(changes()).isEmpty();
  }

  @Test
  @DisplayName("refuses all orders of a submission if one is not in its table")
  void oneOfTwo() {
    try (RunningTarget target = target()) {
      assertThatThrownBy(
              () -> place(target, HARMLESS, HARMLESS.replace("'price':1.00", "'price':190")))
          .isInstanceOf(SafetyException.class);
    }
    assertThat(changes()).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "POST   | /iserver/account/DU7654321/orders         | {'orders':[{}]}",
        "POST   | /iserver/account/DU1234567/order/42       | {'conid':265598}",
        "DELETE | /iserver/account/DU1234567/order/42       | ``",
        "DELETE | /iserver/account/DU1234567/order/-1       | ``",
        "POST   | /iserver/reply/4711                       | {'confirmed':true}",
        "POST   | /iserver/notification                     | {'orderId':42,'reqId':'1','text':'Yes'}",
        "POST   | /iserver/questions/suppress               | {'messageIds':['o163']}",
        "POST   | /iserver/auth/ssodh/init                  | {'publish':true,'compete':true}",
        "POST   | /iserver/auth/ssodh/init                  | {'publish':true,'compete':false}",
        "POST   | /iserver/account                          | {'acctId':'DU7654321'}",
        "POST   | /iserver/reauthenticate                   | {}",
        "POST   | /logout                                   | {}",
        "POST   | /iserver/something/new                    | {}",
      })
  @DisplayName("refuses whatever is not about its own orders")
  void notOfTheRun(String method, String path, String json) {
    try (RunningTarget target = target()) {
      assertThatThrownBy(() -> send(target, method, path, json))
          .isInstanceOf(SafetyException.class);
    }
    assertThat(changes()).isEmpty();
  }

  @Test
  @DisplayName("sends no order if it only reads")
  void readOnly() {
    try (RunningTarget target = target(ACCOUNT, Allowed.READS)) {
      assertThatThrownBy(() -> place(target, HARMLESS))
          .isInstanceOf(SafetyException.class)
          .hasMessageContaining("the run only reads");
    }
    assertThat(changes()).isEmpty();
  }

  @Test
  @DisplayName("does not start with an account whose id is one of a live account")
  void liveId() {
    assertThatThrownBy(() -> target("U1234567", Allowed.HARMLESS_ORDERS))
        .isInstanceOf(SafetyException.class)
        .hasMessageContaining("not one of a paper account");
    assertThat(changes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"accounts\":[\"DU1234567\"]}",
        "{\"accounts\":[\"DU1234567\"],\"isPaper\":false}",
        "{\"accounts\":[\"DU1234567\"],\"isPaper\":\"true\"}",
        "{\"accounts\":[\"DU7654321\"],\"isPaper\":true}",
        "<html></html>",
        "[]"
      })
  @DisplayName(
      "does not start, and sends no order once it runs, if the gateway does not prove a paper account")
  void noProof(String accounts) throws IOException {
    RunningTarget running = target();
    stubs.answer("GET", "/iserver/accounts", 200, accounts, Map.of());

    assertThatThrownBy(this::target).isInstanceOf(SafetyException.class);
    assertThatThrownBy(() -> place(running, HARMLESS)).isInstanceOf(SafetyException.class);

    assertThat(mock.orders()).isEmpty();
    assertThat(changes()).noneMatch(change -> change.contains("/orders"));
  }

  @Test
  @DisplayName("keeps no connection busy if the ledger cannot be written after an answer")
  void ledgerIsGone() {
    Path ledger = folder.resolve("ledger.txt");
    OkHttpClient http =
        target()
            .connect()
            .alsoWatchedBy(
                chain -> {
                  Response answer = chain.proceed(chain.request());
                  Files.delete(ledger);
                  Files.createDirectory(ledger);
                  return answer;
                })
            .http();

    assertThatThrownBy(() -> send(http, "POST", ORDERS, "{'orders':[" + HARMLESS + "]}"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot be written");
    assertThat(http.connectionPool().idleConnectionCount())
        .isEqualTo(http.connectionPool().connectionCount());
  }

  @Test
  @DisplayName("finds and cancels what a killed run left")
  void killed() throws IOException {
    place(target(), HARMLESS);
    assertThat(Files.readAllLines(folder.resolve("ledger.txt")))
        .containsExactly("order run-1", "placed " + mock.orders().get(0).order().id());

    RunningTarget next = target();

    assertThat(mock.orders())
        .singleElement()
        .satisfies(held -> assertThat(held.order().state()).isEqualTo(OrderState.CANCELLED));
    assertThat(next.leftovers()).isEmpty();
    assertThat(next.earlier())
        .singleElement()
        .asString()
        .matches("An earlier run left run-1: order [0-9]+ was [A-Za-z]+, and is cancelled");
    assertThat(folder.resolve("ledger.txt")).isEmptyFile();
  }

  @Test
  @DisplayName("finds an order by its order id if the live orders do not tell its client order id")
  void withoutClientOrderId() throws IOException {
    place(target(), HARMLESS);
    String id = String.valueOf(mock.orders().get(0).order().id());
    stubs.answer(
        "GET",
        "/iserver/account/orders",
        200,
        "{\"orders\":[{\"orderId\":%s,\"status\":\"Submitted\"}]}".formatted(id),
        Map.of());

    RunningTarget next = target();

    assertThat(changes()).contains("DELETE /v1/api/iserver/account/DU1234567/order/" + id);
    assertThat(next.leftovers())
        .as("the list still has it")
        .singleElement()
        .asString()
        .startsWith(id + ": order " + id + " is Submitted; the cancellation has status ");
    assertThat(Files.readAllLines(folder.resolve("ledger.txt"))).containsExactly("placed " + id);
  }

  @Test
  @DisplayName("names an order that it cannot cancel, and keeps it in the ledger")
  void leftover() throws IOException {
    RunningTarget target = target();
    place(target, HARMLESS);
    mock.fill(mock.orders().get(0).order().id());

    target.close();

    assertThat(target.leftovers())
        .singleElement()
        .asString()
        .startsWith("run-1: BUY 1.0 AAPL was filled at ");
    assertThat(Files.readAllLines(folder.resolve("ledger.txt"))).containsExactly("order run-1");
  }

  @Test
  @DisplayName("declines the question that a killed run left open")
  void openQuestion() throws IOException {
    mock.play(Scenario.named("fresh-paper-account"));
    place(target(), HARMLESS);
    assertThat(mock.orders()).singleElement().returns(false, held -> held.openQuestion().isEmpty());

    RunningTarget next = target();

    assertThat(mock.orders()).isEmpty();
    assertThat(next.leftovers()).isEmpty();
    assertThat(next.earlier())
        .singleElement()
        .asString()
        .matches("An earlier run left question .+: is declined");
    assertThat(folder.resolve("ledger.txt")).isEmptyFile();
  }

  @Test
  @DisplayName(
      "gives no yes to a question that the contract does not have, and declines all at the end")
  void unlistedQuestion() throws IOException {
    mock.play(
        Scenario.written(
            "unlisted",
            """
            description: a question that is not published
            extends: fresh-paper-account
            questions:
              - messageIds: [o99901]
                when: {is: always}
                message: A condition that is not published applies to this order. Send it anyway?
                options: ["Yes", "No"]
            """));
    RunningTarget target = target();
    place(
        target,
        HARMLESS,
        "{'conid':265598,'orderType':'LMT','price':5000,'side':'SELL','tif':'GTC','quantity':1,'parentId':'run-1'}");
    String path = "/iserver/reply/" + mock.orders().get(0).openQuestion();

    assertThatThrownBy(() -> send(target, "POST", path, "{'confirmed':true}"))
        .isInstanceOf(SafetyException.class)
        .hasMessageContaining("the contract does not have this question, so it gets no yes");
    target.close();

    assertThat(mock.orders()).isEmpty();
    assertThat(target.leftovers()).isEmpty();
  }

  @Test
  @DisplayName("answers a question about its order once")
  void ownQuestion() throws IOException {
    mock.play(Scenario.named("fresh-paper-account"));
    try (RunningTarget target = target()) {
      place(target, HARMLESS);
      String id = mock.orders().get(0).openQuestion();

      assertThat(send(target, "POST", "/iserver/reply/" + id, "{'confirmed':false}"))
          .isEqualTo(200);
    }
    assertThat(changes().stream().filter(change -> change.contains("/iserver/reply/"))).hasSize(1);
  }
}
