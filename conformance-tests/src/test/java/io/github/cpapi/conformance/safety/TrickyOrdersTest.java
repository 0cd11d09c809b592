package io.github.cpapi.conformance.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import io.github.cpapi.mock.junit.MockGatewayExtension;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.state.OrderState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves for a gateway that the kit did not start, seen from the mock in its place. */
@DisplayName("On its way to a gateway that the kit did not start,")
class TrickyOrdersTest {

  private static final String ACCOUNT = "DU1234567";
  private static final String ORDERS = "/iserver/account/" + ACCOUNT + "/orders";
  private static final String NAMED = "'conid':265598,'quantity':1,'cOID':'run-1',";
  private static final String LIMIT = "'orderType':'LMT','side':'BUY','price':1.00,'tif':'DAY'";
  private static final String CHANGE = "'conid':265598,'quantity':1,";

  @RegisterExtension
  static final MockGatewayExtension SHARED =
      MockGatewayExtension.with(
          MockGatewayOptions.defaults()
              .accounts(ACCOUNT, "DU7654321", "U1234567")
              .scenario(Scenario.named("no-questions")));

  @RegisterExtension final OwnStubs stubs = new OwnStubs(SHARED);

  private final MockGateway mock = SHARED.gateway();

  @TempDir Path folder;

  private RunningTarget target;

  @BeforeEach
  void start() {
    target = target(Allowed.HARMLESS_ORDERS);
  }

  private RunningTarget target(Allowed allowed) {
    return RunningMock.of(mock, ACCOUNT, allowed, folder);
  }

  private static RequestBody json(String text) {
    return RequestBody.create(text.replace('\'', '"'), MediaType.get("application/json"));
  }

  private Request.Builder request(String path) {
    return new Request.Builder().url(mock.baseUrl() + path);
  }

  private int send(Request request) throws IOException {
    return send(target.connect().http(), request);
  }

  private static int send(OkHttpClient http, Request request) throws IOException {
    try (Response response = http.newCall(request).execute()) {
      return response.code();
    }
  }

  private int place(String... members) throws IOException {
    List<String> tickets = List.of(members).stream().map(each -> "{" + each + "}").toList();
    return send(
        request(ORDERS).post(json("{'orders':[" + String.join(",", tickets) + "]}")).build());
  }

  private int change(String members) throws IOException {
    return send(request(order()).post(json("{" + members + "}")).build());
  }

  /** The path of the only order. */
  private String order() {
    return "/iserver/account/" + ACCOUNT + "/order/" + mock.orders().get(0).order().id();
  }

  private List<String> changes() {
    return mock.exchanges().stream()
        .filter(exchange -> !exchange.method().equals("GET"))
        .map(exchange -> exchange.method() + " " + exchange.url())
        .toList();
  }

  private void assertRefused(Call call, String reason) {
    List<String> before = changes();
    assertThatThrownBy(call::send)
        .isInstanceOf(SafetyException.class)
        .hasMessageStartingWith("not sent: ")
        .hasMessageContaining(reason);
    assertThat(changes()).isEqualTo(before);
    assertThat(target.refusals()).isNotEmpty();
  }

  private interface Call {
    void send() throws IOException;
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "'orderType':'LMT','side':'BUY','price':5,'tif':'GTC'",
        "'orderType':'LMT','side':'BUY','price':5.00e0,'tif':'GTC'",
        "'orderType':'LMT','side':'BUY','price':0.01,'tif':'DAY','outsideRTH':true",
        "'orderType':'LMT','side':'SELL','price':5000,'tif':'GTC'",
        "'orderType':'LMT','side':'SELL','price':10000,'tif':'DAY'",
        "'orderType':'LOC','side':'BUY','price':5,'tif':'DAY'",
        "'orderType':'LOC','side':'SELL','price':5000,'tif':'DAY'",
        "'orderType':'STP','side':'SELL','price':5,'tif':'GTC'",
        "'orderType':'STP','side':'SELL','auxPrice':5,'tif':'GTC'",
        "'orderType':'STP','side':'BUY','price':5000,'tif':'GTC'",
        "'orderType':'STOP_LIMIT','side':'SELL','price':5,'auxPrice':5,'tif':'DAY'",
        "'orderType':'STOP_LIMIT','side':'BUY','price':5000,'auxPrice':5000,'tif':'DAY'",
        "'orderType':'TRAIL','side':'SELL','trailingAmt':100,'trailingType':'amt','tif':'DAY'",
        "'orderType':'TRAIL','side':'SELL','trailingAmt':50,'trailingType':'%','tif':'DAY'",
        "'orderType':'TRAILLMT','side':'SELL','price':5,'auxPrice':5,'trailingAmt':100,'trailingType':'amt','tif':'DAY'",
      })
  @DisplayName("an order of the table, at the end of its bounds, is sent and does not fill")
  void inside(String members) throws IOException {
    place(NAMED + members);

    assertThat(changes()).containsExactly("POST /v1/api" + ORDERS);
    assertThat(mock.orders()).noneMatch(held -> held.order().state() == OrderState.FILLED);

    target.close();

    assertThat(mock.orders()).noneMatch(held -> held.order().state().isOpen());
    assertThat(target.leftovers()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'orderType':'LMT','side':'BUY','price':5.000000000000000000001,'tif':'DAY'  | has to be 0.01 to 5 for a LMT BUY",
        "'orderType':'LMT','side':'BUY','price':1e400,'tif':'DAY'      | has to be 0.01 to 5",
        "'orderType':'LMT','side':'BUY','price':1e-400,'tif':'DAY'     | has to be 0.01 to 5",
        "'orderType':'LMT','side':'BUY','price':0,'tif':'DAY'          | price is 0, but",
        "'orderType':'LMT','side':'BUY','price':NaN,'tif':'DAY'        | cannot be read",
        "'orderType':'LMT','side':'BUY','price':null,'tif':'DAY'       | price is null",
        "'orderType':'LMT','side':'BUY','tif':'DAY'                    | no LMT BUY with quantity, only with",
        "'orderType':'LMT','side':'BUY','price':1,'auxPrice':190,'tif':'DAY' | no LMT BUY with auxPrice, price, quantity",
        "'orderType':'LMT','side':'BUY','price':1,'trailingType':'amt','tif':'DAY' | no LMT BUY amt",
        "'orderType':'LMT BUY','side':'','price':1,'tif':'DAY'         | has to be a word",
        "'orderType':['LMT'],'side':'BUY','price':1,'tif':'DAY'        | has to be a word",
        "'orderType':'lmt','side':'BUY','price':1,'tif':'DAY'          | no lmt BUY",
        "'orderType':'LMT','side':'BUY','price':1,'tif':'day'          | has to be DAY or GTC",
        "'orderType':'LMT','side':'BUY','price':1                      | tif is missing",
        "'orderType':'LMT','side':'BUY','price':1,'tif':'DAY','outsideRTH':'true' | has to be true or false",
        "'orderType':'LMT','side':'SELL','price':4999.99,'tif':'DAY'   | has to be 5000 to 10000",
        "'orderType':'LMT','side':'SELL','price':4294967296,'tif':'DAY' | has to be 5000 to 10000",
        "'orderType':'LOC','side':'BUY','price':5.01,'tif':'DAY'       | has to be 0.01 to 5",
        "'orderType':'LOC','side':'BUY','price':1,'tif':'GTC'          | has to be DAY for a LOC BUY",
        "'orderType':'MOC','side':'BUY','tif':'DAY'                    | no MOC BUY",
        "'orderType':'MKT','side':'BUY','tif':'DAY'                    | no MKT BUY (sent with --allow-fills only)",
        "'orderType':'STP','side':'SELL','price':5.01,'tif':'DAY'      | has to be 0.01 to 5",
        "'orderType':'STP','side':'BUY','price':4999,'tif':'DAY'       | has to be 5000 to 10000",
        "'orderType':'STP','side':'BUY','auxPrice':5000,'tif':'DAY'    | no STP BUY with auxPrice",
        "'orderType':'STP','side':'SELL','price':1,'auxPrice':1,'tif':'DAY' | no STP SELL with auxPrice, price",
        "'orderType':'STOP_LIMIT','side':'SELL','price':5,'auxPrice':5.01,'tif':'DAY' | auxPrice is 5.01",
        "'orderType':'STOP_LIMIT','side':'BUY','price':1,'auxPrice':5000,'tif':'DAY'  | price is 1",
        "'orderType':'TRAIL','side':'SELL','trailingAmt':99.99,'trailingType':'amt','tif':'DAY' | trailingAmt is 99.99, but has to be 100 to 1000",
        "'orderType':'TRAIL','side':'SELL','trailingAmt':-100,'trailingType':'amt','tif':'DAY'  | trailingAmt is -100",
        "'orderType':'TRAIL','side':'SELL','trailingAmt':100,'trailingType':'%','tif':'DAY'     | has to be 50 to 90",
        "'orderType':'TRAIL','side':'SELL','trailingAmt':49,'trailingType':'%','tif':'DAY'      | has to be 50 to 90",
        "'orderType':'TRAIL','side':'SELL','trailingAmt':100,'tif':'DAY'                        | no TRAIL SELL",
        "'orderType':'TRAIL','side':'SELL','tif':'DAY'                                          | no TRAIL SELL",
        "'orderType':'TRAIL','side':'SELL','trailingAmt':100,'trailingType':'amt','tif':'GTC'   | has to be DAY",
        "'orderType':'TRAIL','side':'SELL','trailingAmt':100,'trailingType':'amt','price':190,'tif':'DAY' | no TRAIL SELL amt with price",
        "'orderType':'TRAIL','side':'BUY','trailingAmt':100,'trailingType':'amt','tif':'DAY'    | no TRAIL BUY amt",
        "'orderType':'TRAILLMT','side':'SELL','price':5000,'auxPrice':5,'trailingAmt':100,'trailingType':'amt','tif':'DAY' | price is 5000",
        "'orderType':'TRAILLMT','side':'SELL','price':5,'auxPrice':5,'trailingAmt':1,'trailingType':'amt','tif':'DAY' | trailingAmt is 1",
        "'orderType':'LMT','side':'BUY','price':1,'tif':'DAY','cashQty':5     | with cashQty, price, quantity",
        "'orderType':'LMT','side':'BUY','price':1,'tif':'DAY','fxQty':5       | no member fxQty",
        "'orderType':'LMT','side':'BUY','price':1,'tif':'DAY','strategy':'Twap' | no member strategy",
        "'orderType':'LMT','side':'BUY','price':1,'tif':'DAY','parentId':'another' | parentId is `another`",
        "'orderType':'LMT','side':'BUY','price':1,'tif':'DAY','parentId':4711     | parentId is 4711",
      })
  @DisplayName("an order just out of its bounds, or written in an odd way, is not sent")
  void outside(String members, String reason) {
    assertRefused(() -> place(NAMED + members), reason.replace('`', '"'));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "1.0000001",
        "1.00000000000000000000001",
        "0",
        "-1",
        "0.5",
        "\"1\"",
        "[1]",
        "true",
        "null",
        "1e1",
        "4294967297"
      })
  @DisplayName("a quantity other than 1 is not sent")
  void quantity(String quantity) {
    assertRefused(
        () -> place("'conid':265598,'cOID':'run-1','quantity':" + quantity + "," + LIMIT),
        "quantity is");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"\"265598\"", "265598.9", "265598.0", "18446744073709817214", "null"})
  @DisplayName("a conid that is not the number 265598 is not sent")
  void conid(String conid) {
    assertRefused(
        () -> place("'cOID':'run-1','quantity':1,'conid':" + conid + "," + LIMIT), "conid is");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "run-1\\norder victim",
        "run-1\\nquestion 4711",
        "run 1",
        "ruin",
        "RUN-1",
        "",
        "run-\\u0661"
      })
  @DisplayName("a client order id that is not plain, which could write to the ledger, is not sent")
  void clientOrderId(String name) throws IOException {
    assertRefused(
        () -> place("'conid':265598,'quantity':1,'cOID':'" + name + "'," + LIMIT), "cOID is");
    assertThat(Files.exists(folder.resolve("ledger.txt"))).isFalse();
  }

  @Test
  @DisplayName("a dollar amount is bounded, in place of a quantity")
  void cash() throws IOException {
    String cash = "'conid':265598,'cOID':'run-1'," + LIMIT + ",'cashQty':";

    assertRefused(
        () -> place(cash + "5.01"), "cashQty is 5.01, but has to be 1 to 5 for a LMT BUY");
    place(cash + "5");

    assertThat(changes()).hasSize(1);
  }

  @Test
  @DisplayName("a bracket is sent with a child of a parent in the same submission")
  void bracket() throws IOException {
    place(
        NAMED + LIMIT,
        "'conid':265598,'quantity':1,'parentId':'run-1','orderType':'LMT','side':'SELL','price':5000,'tif':'GTC'");

    assertThat(mock.orders()).hasSize(2);

    target.close();

    assertThat(mock.orders()).noneMatch(held -> held.order().state().isOpen());
  }

  @Test
  @DisplayName("a child without a client order id is found and named by its parent's")
  void lostChild() throws IOException {
    place(
        NAMED + LIMIT,
        "'conid':265598,'quantity':1,'parentId':'run-1','orderType':'LMT','side':'SELL','price':5000,'tif':'GTC'");
    mock.orders().stream()
        .filter(held -> !held.order().links().parent().isPresent())
        .toList()
        .forEach(parent -> mock.fill(parent.order().id()));

    target.close();

    assertThat(mock.orders()).noneMatch(held -> held.order().state().isOpen());
    assertThat(target.leftovers()).singleElement().asString().startsWith("run-1: BUY 1.0 AAPL");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'parentId':'run-1','orderType':'LMT','side':'SELL','price':190,'tif':'GTC'  | has to be 5000",
        "'parentId':'run-1','orderType':'MKT','side':'SELL','tif':'GTC'              | no MKT SELL",
        "'parentId':'run-2','orderType':'LMT','side':'SELL','price':5000,'tif':'GTC' | no client order id",
        "'parentId':'other','orderType':'LMT','side':'SELL','price':5000,'tif':'GTC' | parentId is `other`",
        "'parentId':'run-1','cOID':'other','orderType':'LMT','side':'SELL','price':5000,'tif':'GTC' | cOID is `other`",
        "'isSingleGroup':true,'orderType':'LMT','side':'BUY','price':1,'tif':'DAY'   | no client order id",
      })
  @DisplayName("a bracket or group with one order that is not harmless is not sent at all")
  void harmfulChild(String child, String reason) {
    assertRefused(
        () -> place(NAMED + LIMIT, "'conid':265598,'quantity':1," + child),
        reason.replace('`', '"'));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{'orders':[[{%s}]]}",
        "{'orders':[{%s},[]]}",
        "{'orders':[{%s},null]}",
        "{'orders':{'a':{%s}}}",
        "{'orders':[{%s}],'orders':[]}",
        "{'orders':[{%s}],'more':[]}",
        "{'orders':[{%s}]}{'orders':[]}",
        "{'orders':[]}",
        "[[{%s}]]",
        "orders=[{%s}]"
      })
  @DisplayName("orders in a form that could be read in two ways are not sent")
  void form(String body) {
    assertRefused(
        () -> send(request(ORDERS).post(json(body.formatted(NAMED + LIMIT))).build()), "");
  }

  @Test
  @DisplayName("more than four orders at once are not sent")
  void batch() {
    String[] many = Collections.nCopies(5, NAMED + LIMIT).toArray(String[]::new);

    assertRefused(() -> place(many), "it has 5 orders, at most 4");
  }

  @Test
  @DisplayName("a change within the bounds is sent, whole or in part")
  void harmlessChange() throws IOException {
    place(NAMED + LIMIT);

    assertThat(change(CHANGE + LIMIT.replace("1.00", "2.00"))).isEqualTo(200);
    assertThat(change("'price':3.00")).isEqualTo(400);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'conid':265598,'quantity':1,'orderType':'LMT','side':'BUY','price':190,'tif':'DAY'   | price is 190",
        "'price':190                                                                          | price is 190",
        "'conid':265598,'quantity':1,'orderType':'MKT','side':'BUY','tif':'DAY'               | a LMT BUY cannot become a MKT BUY",
        "'conid':265598,'quantity':1,'orderType':'LMT','side':'SELL','price':5000,'tif':'DAY' | a LMT BUY cannot become a LMT SELL",
        "'conid':265598,'quantity':1,'orderType':'STP','side':'BUY','price':5000,'tif':'DAY'  | a LMT BUY cannot become a STP BUY",
        "'conid':265598,'quantity':1,'orderType':'LMT','side':'BUY','tif':'DAY'               | does not repeat price",
        "'conid':265598,'quantity':9,'orderType':'LMT','side':'BUY','price':1,'tif':'DAY'     | quantity is 9",
        "'conid':8314,'quantity':1,'orderType':'LMT','side':'BUY','price':1,'tif':'DAY'       | conid is 8314",
        "'price':2,'cOID':'run-2'                                                             | cOID is not the one of the order",
        "'price':2,'parentId':'run-2'                                                         | parentId is not the one of the order",
        "'price':2,'acctId':'U1234567'                                                        | another account",
      })
  @DisplayName("a change that could make a harmless order fill, or another one of it, is not sent")
  void harmfulChange(String members, String reason) throws IOException {
    place(NAMED + LIMIT);

    assertRefused(() -> change(members), reason);
  }

  @Test
  @DisplayName("a change of one of two orders is judged by the order that it is about")
  void changeOfOneOfTwo() throws IOException {
    place(NAMED + LIMIT, NAMED.replace("run-1", "run-2") + LIMIT);

    assertThat(change("'price':2.00")).isEqualTo(400);
    assertRefused(() -> change("'price':2.00,'cOID':'run-2'"), "cOID is not the one");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "POST   | /iserver/account/U1234567/orders",
        "POST   | /iserver/account/DU%31234567/orders",
        "POST   | /iserver/account/U1234567%2F..%2FDU1234567/orders",
        "POST   | /iserver/account/DU1234567/../U1234567/orders",
        "POST   | /iserver/account/DU1234567;a=U1234567/orders",
        "POST   | /iserver//account/DU1234567/orders",
        "POST   | /iserver/account/DU1234567/orders/",
        "POST   | /iserver/account/DU1234567/orders?acctId=U1234567",
        "POST   | /iserver/account/DU1234567/orders?",
        "POST   | /iserver/account/DU1234567/Orders",
        "POST   | /iserver/account/DU1234567/orders.json",
        "post   | /iserver/account/DU1234567/orders",
        "PUT    | /iserver/account/DU1234567/orders",
        "PATCH  | /iserver/account/DU1234567/orders",
        "POST   | /../portal/iserver/account/DU1234567/orders",
        "POST   | /v1/api/iserver/account/DU1234567/orders",
      })
  @DisplayName("a harmless order does not go to a path that could mean another account")
  void pathOfOrders(String method, String path) {
    String body = "{'orders':[{" + NAMED + LIMIT + "}]}";

    assertRefused(() -> send(request(path).method(method, json(body)).build()), "");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "/logout",
        "/iserver/reauthenticate",
        "/iserver/reauthenticate?force=true",
        "/iserver/auth/ssodh/init",
        "/iserver/marketdata/unsubscribeall",
        "/../../clear",
        "/../../sso/Logout",
        "/../portal/iserver/reauthenticate",
        "//logout",
        "/no-such-path/../logout",
        "/iserver/account/DU1234567/orders%2Fwhatif"
      })
  @DisplayName("a GET that the contract does not have is not sent, since a gateway may act on it")
  void otherGets(String path) {
    assertRefused(() -> send(request(path).get().build()), "");
    assertThat(mock.exchanges()).noneMatch(exchange -> exchange.url().contains("logout"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "X-HTTP-Method-Override",
        "X-Method-Override",
        "X-Original-URL",
        "X-Rewrite-URL",
        "Host",
        "Content-Length",
        "Transfer-Encoding",
        "content-encoding"
      })
  @DisplayName("a header that makes another request of a harmless one is not sent")
  void header(String name) {
    assertRefused(() -> send(request("/iserver/accounts").header(name, "1").build()), name);
  }

  @Test
  @DisplayName("only cancellations of the run's orders, at its account, are sent")
  void cancellations() throws IOException {
    place(NAMED + LIMIT);
    String own = order();

    for (String path :
        List.of(
            own.replace(ACCOUNT, "U1234567"),
            own.replace(ACCOUNT, "DU7654321"),
            own + "?orderId=4711",
            own + "1",
            own.replaceAll("[0-9]+$", "-1"),
            own.replaceAll("[0-9]+$", "0"),
            own.replaceAll("/([0-9]+)$", "/4711%2F$1"))) {
      assertRefused(() -> send(request(path).delete().build()), "");
    }
    assertRefused(() -> send(request(own).delete(json("{'orderId':4711}")).build()), "has no body");
    assertThat(send(request(own).delete().build())).isEqualTo(200);
  }

  @Test
  @DisplayName("nothing is sent to another gateway, whose account was never proved")
  void anotherGateway() {
    try (MockGateway other = MockGateway.start(MockGatewayOptions.defaults().accounts(ACCOUNT))) {
      Request elsewhere =
          new Request.Builder()
              .url(other.baseUrl() + ORDERS)
              .post(json("{'orders':[{" + NAMED + LIMIT + "}]}"))
              .build();

      assertRefused(() -> send(elsewhere), "the gateway of the run");
      assertThat(other.exchanges()).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"301", "302", "303", "307", "308", "408", "421", "503"})
  @DisplayName("an order is sent once, whatever the answer and whatever the settings of OkHttp")
  void once(int status) throws IOException {
    Map<String, String> headers =
        status < 400
            ? Map.of("Location", mock.baseUrl() + "/iserver/account/U1234567/orders")
            : Map.of("Retry-After", "0");
    stubs.answer("POST", ORDERS, status, "", headers);
    OkHttpClient eager =
        target
            .connect()
            .http()
            .newBuilder()
            .followRedirects(true)
            .followSslRedirects(true)
            .retryOnConnectionFailure(true)
            .build();
    Request order = request(ORDERS).post(json("{'orders':[{" + NAMED + LIMIT + "}]}")).build();

    send(target.connect().http(), order);
    send(eager, order);

    assertThat(sent("POST", ORDERS)).isEqualTo(2);
    assertThat(sent("POST", "/iserver/account/U1234567/orders")).isZero();
  }

  @Test
  @DisplayName("the bytes that were judged are sent, also if a body writes others the second time")
  void twoFacedBody() throws IOException {
    RequestBody twoFaced =
        new RequestBody() {
          private boolean judged;

          @Override
          public MediaType contentType() {
            return MediaType.get("application/json");
          }

          @Override
          public void writeTo(BufferedSink sink) throws IOException {
            String price = judged ? "190" : "1.00";
            judged = true;
            sink.writeUtf8(
                ("{'orders':[{" + NAMED + LIMIT.replace("1.00", price) + "}]}").replace('\'', '"'));
          }
        };

    send(request(ORDERS).post(twoFaced).build());

    assertThat(mock.exchanges()).noneMatch(exchange -> exchange.requestBody().contains("190"));
  }

  @Test
  @DisplayName("no question is confirmed once the account is no longer a paper account")
  void turnsLiveBeforeTheAnswer() throws IOException {
    mock.play(Scenario.named("fresh-paper-account"));
    place(NAMED + LIMIT);
    String question = "/iserver/reply/" + mock.orders().get(0).openQuestion();
    stubs.answer(
        "GET",
        "/iserver/accounts",
        200,
        "{\"accounts\":[\"DU1234567\"],\"isPaper\":false}",
        Map.of());

    assertRefused(
        () -> send(request(question).post(json("{'confirmed':true}")).build()),
        "not a paper login");
    assertThat(send(request(question).post(json("{'confirmed':false}")).build())).isEqualTo(200);
  }

  @Test
  @DisplayName("no order is sent if the proof has two values for isPaper")
  void twoProofs() throws IOException {
    stubs.answer(
        "GET",
        "/iserver/accounts",
        200,
        "{\"accounts\":[\"DU1234567\"],\"isPaper\":false,\"isPaper\":true}",
        Map.of());

    assertRefused(() -> place(NAMED + LIMIT), "does not answer JSON");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"/iserver/account", "/iserver/questions/suppress", "/tickle/"})
  @DisplayName("nothing that changes anything is sent by a run that only reads")
  void readOnly(String path) {
    target = target(Allowed.READS);

    assertRefused(() -> send(request(path).post(json("{'acctId':'DU1234567'}")).build()), "");
    assertRefused(() -> place(NAMED + LIMIT), "the run only reads");
  }

  @Test
  @DisplayName("an order that fills is sent if fills are allowed, told, and not traded back")
  void fills() throws IOException {
    target = target(Allowed.FILLS);

    place(NAMED + "'orderType':'MKT','side':'BUY','tif':'DAY'");
    place(NAMED.replace("-1", "-2") + LIMIT.replace("1.00", "1000"));
    place(NAMED.replace("-1", "-3") + LIMIT);
    target.close();

    assertThat(target.fills())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).matches("run-[12]: BUY 1.0 AAPL was filled at .+"));
    assertThat(target.leftovers()).isEmpty();
    assertThat(changes()).filteredOn(change -> change.endsWith("/orders")).hasSize(3);
    assertThat(folder.resolve("ledger.txt")).isEmptyFile();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'conid':265598,'quantity':2,'cOID':'run-1','orderType':'MKT','side':'BUY','tif':'DAY'    | quantity is 2",
        "'conid':265598,'quantity':1,'cOID':'run-1','orderType':'MKT','side':'BUY','tif':'GTC'    | tif is",
        "'conid':265598,'quantity':1,'orderType':'MKT','side':'BUY','tif':'DAY'                   | no client order id",
        "'conid':8314,'quantity':1,'cOID':'run-1','orderType':'MKT','side':'BUY','tif':'DAY'      | conid is 8314",
        "'conid':265598,'cashQty':5,'cOID':'run-1','orderType':'MKT','side':'BUY','tif':'DAY'     | no MKT BUY",
        "'conid':265598,'quantity':1,'cOID':'run-1','orderType':'MKT','side':'BUY','tif':'DAY','outsideRTH':1 | true or false",
        "'conid':265598,'quantity':1,'cOID':'run-1','orderType':'LMT','side':'BUY','price':190,'tif':'GTC'    | price is 190",
      })
  @DisplayName("what is out of the table is not sent either if fills are allowed")
  void notEvenWithFills(String members, String reason) {
    target = target(Allowed.FILLS);

    assertRefused(() -> place(members), reason);
  }

  private long sent(String method, String path) {
    return mock.exchanges().stream()
        .filter(exchange -> exchange.method().equals(method))
        .filter(exchange -> exchange.url().equals("/v1/api" + path))
        .count();
  }
}
