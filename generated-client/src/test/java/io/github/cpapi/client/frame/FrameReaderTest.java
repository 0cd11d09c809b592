package io.github.cpapi.client.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.client.transport.Json;
import io.github.cpapi.contract.FrameRecording;
import io.github.cpapi.contract.FrameRecordings;
import io.github.cpapi.contract.FrameSpec;
import io.github.cpapi.generated.model.OrderStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The reader of frames")
class FrameReaderTest {

  private static final FrameSpec SPEC = FrameSpec.load();
  private static final ObjectMapper MAPPER = Json.mapper();

  /** The kinds that are named differently from the schemas, or that the client does not read. */
  private static final Map<String, Class<? extends Frame>> KINDS =
      Map.ofEntries(
          Map.entry("WaitingFrame", Frame.Waiting.class),
          Map.entry("GreetingFrame", Frame.Greeting.class),
          Map.entry("AccountFrame", Frame.Account.class),
          Map.entry("StatusFrame", Frame.Status.class),
          Map.entry("HeartBeatFrame", Frame.HeartBeat.class),
          Map.entry("TicFrame", Frame.Tic.class),
          Map.entry("EchoText", Frame.Unknown.class),
          Map.entry("ErrorFrame", Frame.ErrorFrame.class),
          Map.entry("OrdersFrame", Frame.Orders.class),
          Map.entry("TradesFrame", Frame.Trades.class),
          Map.entry("NoticesFrame", Frame.Notices.class),
          Map.entry("BulletinsFrame", Frame.Bulletins.class),
          Map.entry("MarketDataFrame", Frame.MarketData.class),
          Map.entry("ProfitAndLossFrame", Frame.ProfitAndLoss.class),
          Map.entry("ResultFrame", Frame.Result.class),
          Map.entry("MarketHistoryFrame", Frame.Unknown.class),
          Map.entry("PriceLadderFrame", Frame.Unknown.class),
          Map.entry("AccountRowsFrame", Frame.Unknown.class),
          Map.entry("ExerciseFrame", Frame.Unknown.class));

  private final FrameReader reader = new FrameReader();

  static Stream<Named<FrameRecording>> received() {
    return FrameRecordings.load().all().stream()
        .filter(FrameRecording::isFromGateway)
        .map(frame -> Named.of(frame.name(), frame));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("received")
  @DisplayName("reads each recorded frame as the kind whose schema it fits, and keeps it whole")
  void readsRecordings(FrameRecording recording) throws Exception {
    JsonNode sent = MAPPER.readTree(recording.frame().toString());
    String text = recording.frame().isTextual() ? sent.textValue() : sent.toString();
    String form = SPEC.receivedForms(recording.frame()).get(0);

    Frame frame = reader.read(text.getBytes(UTF_8));

    assertThat(KINDS).containsKey(form);
    assertThat(frame).isInstanceOf(KINDS.get(form)).isEqualTo(reader.read(text));
    assertThat(frame.raw()).isEqualTo(sent);
    for (Object part : typedParts(frame)) {
      assertThat(part).as("a row of another form").isNotInstanceOf(unrecognised(part));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("received")
  @DisplayName("loses no member of a recorded row, nor an unknown one")
  void losesNothing(FrameRecording recording) throws Exception {
    if (!List.of("sor", "str", "ntf").contains(recording.topic())) {
      return;
    }
    ObjectNode sent = (ObjectNode) MAPPER.readTree(recording.frame().toString());
    JsonNode args = sent.path("args");
    for (JsonNode row : args.isArray() ? args : List.of(args)) {
      ((ObjectNode) row).put("later", "kept");
    }

    List<JsonNode> written = new ArrayList<>();
    for (Object row : typedParts(reader.read(sent.toString()))) {
      written.add(MAPPER.readTree(MAPPER.writeValueAsString(value(row))));
    }

    // A number may be written as 1.0 or as 1; a title that is null may be left out.
    assertThat(written).hasSize(args.isArray() ? args.size() : 1);
    for (int i = 0; i < written.size(); i++) {
      JsonNode row = args.isArray() ? args.get(i) : args;
      for (Map.Entry<String, JsonNode> member : row.properties()) {
        assertThat(written.get(i).path(member.getKey()).asText(""))
            .as(member.getKey())
            .isEqualTo(member.getValue().isNull() ? "" : member.getValue().asText());
      }
    }
  }

  @Test
  @DisplayName("tells the whole order, a marker and a change apart")
  void orderRows() {
    List<OrderRow> rows =
        ((Frame.Orders)
                reader.read(
                    """
                    {"topic":"sor","args":[
                     {"acct":"DU1234567","conid":265598,"orderId":7,"status":"Inactive",
                      "order_ccp_status":"Pending Submit","side":"BUY","filledQuantity":0.0,
                      "remainingQuantity":1.0},
                     {"acct":"DU1234567","conid":265598,"orderId":7,"isEventTrading":"0"},
                     {"acct":"DU1234567","orderId":7,"status":"Filled"},
                     {"acct":"DU1234567","conid":265598,"orderId":7,"status":"Cancelled"},
                     {"acct":"DU1234567","orderId":"seven","status":"Filled"},
                     {"status":"Filled"},
                     "later"]}
                    """))
            .rows();

    assertThat(rows.stream().map(Object::getClass).map(Class::getSimpleName))
        .containsExactly(
            "Full", "Marker", "Delta", "Delta", "Unrecognised", "Unrecognised", "Unrecognised");
    assertThat(((OrderRow.Delta) rows.get(2)).change().status()).isEqualTo(OrderStatus.FILLED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "7",
        "[]",
        "{}",
        "ech+hb",
        "{\"topic\":",
        "{\"topic\":7}",
        "{\"topic\":\"sor\"}",
        "{\"topic\":\"sor\",\"args\":{}}",
        "{\"topic\":\"sor\",\"topic\":\"str\",\"args\":[]}",
        "{\"topic\":\"system\"}",
        "{\"topic\":\"system\",\"success\":\"user1234\",\"hb\":1}",
        "{\"topic\":\"system\",\"hb\":\"soon\"}",
        "{\"topic\":\"\",\"error\":null}",
        "{\"topic\":\"tomorrow\",\"args\":[1]}",
        "{\"message\":\"Unsubscribed 21017\"}"
      })
  @DisplayName("keeps what it does not know")
  void unknownFrames(String text) {
    Frame frame = reader.read(text);

    assertThat(frame).isInstanceOf(Frame.Unknown.class);
    assertThat(frame.raw()).isNotNull();
  }

  @Test
  @DisplayName("throws for no input: ten thousand damaged frames")
  void neverThrows() {
    List<String> texts = received().map(named -> named.getPayload().frame().toString()).toList();
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = texts.get(random.nextInt(texts.size())).getBytes(UTF_8);
      for (int n = random.nextInt(4); n >= 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }

      assertThat(reader.read(bytes).raw()).isNotNull();
    }
  }

  @Test
  @DisplayName("reads ids and amounts without losing a digit")
  void digits() {
    Frame frame =
        reader.read(
            "{\"topic\":\"str\",\"args\":[{\"execution_id\":\"x\",\"conid\":1,"
                + "\"order_id\":177743917198,\"net_amount\":1.0164471000000000001}]}");

    var trade = ((TradeRow.Execution) ((Frame.Trades) frame).rows().get(0)).trade();
    assertThat(trade.orderId()).isEqualTo(177743917198L);
    assertThat(trade.netAmount()).hasToString("1.0164471000000000001");
  }

  @Test
  @DisplayName("prints neither users nor sessions nor accounts")
  void printsNothingPersonal() {
    received()
        .forEach(
            named ->
                assertThat(reader.read(named.getPayload().frame().toString()).toString())
                    .as(named.getName())
                    .doesNotContain("DU1234567", "user1234", "00000000000000000000000000000001"));
  }

  @ParameterizedTest
  @CsvSource({"sor,sor", "smd+265598,smd", "ssd+DU1234567,ssd"})
  @DisplayName("names the topic without a contract or an account")
  void topics(String topic, String name) {
    assertThat(reader.read("{\"topic\":\"" + topic + "\"}").topic()).isEqualTo(name);
  }

  @Test
  @DisplayName("has subscriptions that fit the contract")
  void subscriptions() {
    for (String text :
        List.of(
            Subscription.orders(),
            Subscription.endOrders(),
            Subscription.trades(1),
            Subscription.endTrades(),
            Subscription.TIC,
            Subscription.logIn("00000000000000000000000000000001"))) {
      assertThat(SPEC.sentForms(MAPPER.getNodeFactory().textNode(text))).as(text).hasSize(1);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Subscription.trades(8))
        .withMessage("days: expected 1 to 7, but got 8");
  }

  private static List<?> typedParts(Frame frame) {
    return frame.accept(
        new Frame.Visitor<List<?>>() {
          @Override
          public List<?> other(Frame other) {
            return List.of();
          }

          @Override
          public List<?> orders(Frame.Orders orders) {
            return orders.rows();
          }

          @Override
          public List<?> trades(Frame.Trades trades) {
            return trades.rows();
          }

          @Override
          public List<?> notices(Frame.Notices notices) {
            return notices.rows();
          }
        });
  }

  private static Object value(Object row) throws ReflectiveOperationException {
    var component = row.getClass().getRecordComponents()[0].getAccessor();
    component.setAccessible(true);
    return component.invoke(row);
  }

  private static Class<?> unrecognised(Object row) {
    if (row instanceof OrderRow) {
      return OrderRow.Unrecognised.class;
    }
    return row instanceof TradeRow ? TradeRow.Unrecognised.class : NoticeRow.Unrecognised.class;
  }
}
