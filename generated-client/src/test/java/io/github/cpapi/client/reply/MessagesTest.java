package io.github.cpapi.client.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cpapi.client.transport.Json;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.generated.api.AlgosApi;
import io.github.cpapi.generated.api.ContractsApi;
import io.github.cpapi.generated.api.MarketDataApi;
import io.github.cpapi.generated.api.OrdersApi;
import io.github.cpapi.generated.api.PortfolioApi;
import io.github.cpapi.generated.api.RepliesApi;
import io.github.cpapi.generated.api.SessionApi;
import io.github.cpapi.generated.model.LiveOrder;
import io.github.cpapi.generated.model.LiveOrders;
import io.github.cpapi.generated.model.OrderStatus;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.OrderType;
import io.github.cpapi.generated.model.Side;
import io.github.cpapi.generated.model.TimeInForce;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The generated messages")
class MessagesTest {

  private static final ObjectMapper MAPPER = Json.mapper();

  static Stream<Named<Recording>> successfulAnswers() {
    return Recordings.load().all().stream()
        .filter(
            recording ->
                recording.status() == 200
                    && recording
                        .responseBody()
                        .filter(body -> !body.isEmpty() || body.isTextual())
                        .isPresent())
        .map(recording -> Named.of(recording.name(), recording));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("successfulAnswers")
  @DisplayName("read every recorded answer of their operation without losing a value")
  void readEveryAnswer(Recording recording) throws Exception {
    JsonNode body = recording.responseBody().orElseThrow();

    Object value = MAPPER.readerFor(answerOf(recording.operation())).readValue(body);

    assertThat(values(MAPPER.valueToTree(value))).isEqualTo(values(body));
  }

  /** Counts the values except nulls, because the records write no null members. */
  private static long values(JsonNode node) {
    if (node.isValueNode()) {
      return node.isNull() ? 0 : 1;
    }
    long count = 0;
    for (JsonNode child : node) {
      count += values(child);
    }
    return count;
  }

  @Test
  @DisplayName("read a bare empty array as live orders without an order")
  void readTheBareEmptyArray() throws Exception {
    LiveOrders orders = MAPPER.readValue("[]", LiveOrders.class);

    assertThat(orders.orders()).isEmpty();
    assertThat(orders.snapshot()).isFalse();
  }

  @Test
  @DisplayName("do not read null as 0 or false for a required member")
  void refuseNullForPrimitives() {
    assertThatThrownBy(
            () -> MAPPER.readValue("{\"orders\":[],\"snapshot\":null}", LiveOrders.class))
        .hasMessageContaining("snapshot");
    assertThatThrownBy(
            () ->
                MAPPER.readValue(
                    "{\"orderId\":null,\"conid\":1,\"status\":\"Filled\"}", LiveOrder.class))
        .hasMessageContaining("orderId");
  }

  @Test
  @DisplayName("read the matches of a search, of which none may be null")
  void readMatches() throws Exception {
    String match = "{\"conid\":\"265598\",\"sections\":[]}";

    for (String found : List.of(match, "[" + match + "]")) {
      assertThat(MAPPER.readValue(found, ContractSearchReply.class))
          .isInstanceOfSatisfying(
              ContractSearchReply.Found.class,
              reply -> assertThat(reply.matches().get(0).conid()).isEqualTo("265598"));
    }
    assertThatThrownBy(() -> MAPPER.readValue("[" + match + ",null]", ContractSearchReply.class))
        .hasMessageContaining("null");
  }

  @Test
  @DisplayName("name a missing required member")
  void nameWhatIsMissing() {
    assertThatThrownBy(() -> MAPPER.readValue("{\"orders\":[]}", LiveOrders.class))
        .hasMessageContaining("snapshot");
    assertThatThrownBy(() -> OrderTicket.builder().side(Side.BUY).build())
        .hasMessage("orderType is required");
  }

  @Test
  @DisplayName("have no public constructor: a new member breaks no caller")
  void haveNoPublicConstructor() throws Exception {
    for (Class<?> message : List.of(LiveOrder.class, LiveOrders.class, OrderTicket.class)) {
      assertThat(message.getConstructors()).as(message.getName()).isEmpty();
    }
  }

  @Test
  @DisplayName("are equal if their members are, and keep unlisted members in a copy")
  void areValues() throws Exception {
    LiveOrders read =
        MAPPER.readValue("{\"orders\":[],\"snapshot\":true,\"new\":1}", LiveOrders.class);

    LiveOrders copy = read.toBuilder().build();

    assertThat(copy).isEqualTo(read).hasSameHashCodeAs(read).hasToString(read.toString());
    assertThat(copy.otherMembers()).containsKey("new");
    assertThat(read.toBuilder().snapshot(false).build()).isNotEqualTo(read);
  }

  @Test
  @DisplayName("do not read any other array as live orders")
  void readNoOtherArray() {
    assertThatThrownBy(() -> MAPPER.readValue("[1]", LiveOrders.class))
        .hasMessageContaining("LiveOrders");
  }

  @Test
  @DisplayName(
      "write a ticket with wire names and plain numbers, without members that were not set")
  void writeTheWiresNames() {
    OrderTicket ticket =
        OrderTicket.builder()
            .conid(8314)
            .clientOrderId("a")
            .orderType(OrderType.LMT)
            .side(Side.BUY)
            .timeInForce(TimeInForce.DAY)
            .price(new BigDecimal("1.50E2"))
            .outsideRegularHours(true)
            .build();

    JsonNode json = MAPPER.valueToTree(ticket);

    assertThat(json.toString())
        .isEqualTo(
            "{'conid':8314,'cOID':'a','orderType':'LMT','outsideRTH':true,'price':150,'side':'BUY','tif':'DAY'}"
                .replace('\'', '"'));
  }

  @Test
  @DisplayName("refuse to send a value that the contract does not list, and say which")
  void refuseToSendUnknownValues() {
    OrderTicket ticket =
        OrderTicket.builder()
            .orderType(OrderType.of("LIMIT"))
            .side(Side.BUY)
            .timeInForce(TimeInForce.DAY)
            .build();

    assertThatThrownBy(() -> MAPPER.writeValueAsString(ticket)).hasMessageContaining("LIMIT");
  }

  @Test
  @DisplayName("refuse a ticket with the misspelt member cOId, and list the legal members")
  void refuseMisspeltMembers() {
    String ticket = "{\"cOId\":\"lost\",\"orderType\":\"MKT\",\"side\":\"BUY\",\"tif\":\"DAY\"}";

    assertThatThrownBy(() -> MAPPER.readValue(ticket, OrderTicket.class))
        .hasMessageContaining("cOId")
        .hasMessageContaining("\"cOID\"");
  }

  @Test
  @DisplayName("write a state that the contract does not list unchanged, because it is never sent")
  void writeUnknownStates() throws Exception {
    assertThat(MAPPER.writeValueAsString(OrderStatus.of("Melted"))).isEqualTo("\"Melted\"");
  }

  private static JavaType answerOf(String operation) {
    Method method =
        Stream.of(
                OrdersApi.class,
                RepliesApi.class,
                ContractsApi.class,
                AlgosApi.class,
                SessionApi.class,
                MarketDataApi.class,
                PortfolioApi.class)
            .flatMap(api -> Arrays.stream(api.getMethods()))
            .filter(candidate -> candidate.getName().equals(operation))
            .findFirst()
            .orElseThrow();
    return MAPPER.constructType(
        ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[0]);
  }
}
