package io.github.cpapi.client.reply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.client.transport.Json;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The answer to an order")
class OrderReplyTest {

  private static final ObjectMapper MAPPER = Json.mapper();

  static Stream<Named<Recording>> answersToOrders() {
    return Recordings.load().of("placeOrders", "answerQuestion").stream()
        .filter(recording -> recording.responseBody().isPresent())
        .map(recording -> Named.of(recording.name(), recording));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answersToOrders")
  @DisplayName("is recognised in every recording, row by row")
  void isRecognised(Recording recording) {
    OrderReply reply = read(recording.responseBody().orElseThrow());

    assertThat(reply).isNotInstanceOf(OrderReply.Unrecognised.class);
    if (reply instanceof OrderReply.Rows rows) {
      assertThat(rows.rows()).isNotEmpty().noneMatch(OrderRow.Unrecognised.class::isInstance);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answersToOrders")
  @DisplayName("loses no member when read and written again")
  void losesNothing(Recording recording) {
    JsonNode body = recording.responseBody().orElseThrow();

    OrderReply reply = read(body);

    assertThat(reply.raw()).isEqualTo(body);
    JsonNode typed =
        reply.accept(
            new OrderReply.Visitor<>() {
              @Override
              public JsonNode rows(OrderReply.Rows rows) {
                return MAPPER.valueToTree(body.isArray() ? rows.rows() : rows.rows().get(0));
              }

              @Override
              public JsonNode refused(OrderReply.Refused refused) {
                return MAPPER.valueToTree(refused.refusal());
              }

              @Override
              public JsonNode prompted(OrderReply.Prompted prompted) {
                return MAPPER.valueToTree(prompted.prompt());
              }

              @Override
              public JsonNode unrecognised(OrderReply.Unrecognised unrecognised) {
                return MAPPER.valueToTree(unrecognised);
              }
            });
    assertThat(tree(typed.toString())).isEqualTo(withoutNulls(body));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "|[{'order_id':'12345678','order_status':'Submitted'}]|, Acknowledged",
        "|{'order_id':'12345678','order_status':'Submitted'}|, Acknowledged",
        "|[{'order_id':'-1','order_status':'Failed','error':null}]|, Failed",
        "|[{'order_id':'-1','order_status':'Failed','error':'no'}]|, Refused",
        "|[{'id':'a','message':['b']}]|, Asked",
        "|[{'order_id':'-1','order_status':'Submitted'}]|, Unrecognised",
        "|[{'id':'..','message':['b']}]|, Unrecognised",
        "|[{'id':'a\\tb','message':['b']}]|, Unrecognised",
        "|[{'id':'a','message':[null]}]|, Unrecognised",
        "|[{'error':'no'}]|, Refused",
        "|[{'order_id':'12345678'}]|, Unrecognised",
        "|[{'order_id':'12345678','order_status':'Submitted','error':'no'}]|, Unrecognised",
        "|[{'id':'a','message':'b'}]|, Unrecognised",
        "|['text']|, Unrecognised",
        "|[null]|, Unrecognised"
      })
  @DisplayName("is classified row by row, by shape alone")
  void rowsAreDecidedByShape(String json, String expected) {
    OrderReply reply = read(quoted(json));

    assertThat(reply).isInstanceOf(OrderReply.Rows.class);
    assertThat(((OrderReply.Rows) reply).rows())
        .singleElement()
        .extracting(row -> row.getClass().getSimpleName())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "|{}|",
        "|'text'|",
        "|true|",
        "|{'id':'a','message':['b']}|",
        "|{'error':null}|",
        "|{'error':{'a':1}}|"
      })
  @DisplayName("is kept as received if no shape fits")
  void theRestIsKept(String json) {
    OrderReply reply = read(quoted(json));

    assertThat(reply).isInstanceOf(OrderReply.Unrecognised.class);
    assertThat(reply.raw()).isEqualTo(tree(quoted(json)));
  }

  @Test
  @DisplayName("keeps the rows around an unrecognised one")
  void oneStrangeRowHidesNoOther() {
    OrderReply reply =
        read(quoted("[{'order_id':'12345678','order_status':'Submitted'},{'new':1}]"));

    assertThat(((OrderReply.Rows) reply).rows())
        .extracting(row -> row.getClass().getSimpleName())
        .isEqualTo(List.of("Acknowledged", "Unrecognised"));
  }

  @Test
  @DisplayName("keeps members that the contract does not list")
  void unknownMembersAreKept() {
    OrderReply reply =
        read(quoted("[{'order_id':'12345678','order_status':'Melted','brand_new':{'a':1.50}}]"));

    OrderRow.Acknowledged row = (OrderRow.Acknowledged) ((OrderReply.Rows) reply).rows().get(0);
    assertThat(row.order().otherMembers()).containsKey("brand_new");
    assertThat(row.order().orderStatus().wire()).isEqualTo("Melted");
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }

  private static OrderReply read(String json) {
    return read(tree(json));
  }

  private static OrderReply read(JsonNode body) {
    return MAPPER.convertValue(body, OrderReply.class);
  }

  private static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** The records do not distinguish null members from missing ones. */
  private static JsonNode withoutNulls(JsonNode node) {
    JsonNode copy = node.deepCopy();
    copy.forEach(
        child -> {
          if (child instanceof ObjectNode row) {
            row.properties().removeIf(member -> member.getValue().isNull());
          }
        });
    if (copy instanceof ObjectNode object) {
      object.properties().removeIf(member -> member.getValue().isNull());
    }
    return copy;
  }
}
