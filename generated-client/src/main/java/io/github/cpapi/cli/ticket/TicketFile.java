package io.github.cpapi.cli.ticket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cpapi.client.transport.Json;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * An order in a JSON file, with the names of the wire or of TWS. A member that the order would not
 * carry is refused, so nothing that the file says is lost.
 */
final class TicketFile {

  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** The members of the wire that only change their name. */
  private static final Map<String, TwsField> WIRE =
      Map.ofEntries(
          Map.entry("conid", TwsField.CON_ID),
          Map.entry("side", TwsField.ACTION),
          Map.entry("quantity", TwsField.TOTAL_QUANTITY),
          Map.entry("cashQty", TwsField.CASH_QTY),
          Map.entry("tif", TwsField.TIF),
          Map.entry("cOID", TwsField.ORDER_REF),
          Map.entry("outsideRTH", TwsField.OUTSIDE_RTH),
          Map.entry("allOrNone", TwsField.ALL_OR_NONE),
          Map.entry("listingExchange", TwsField.EXCHANGE),
          Map.entry("strategy", TwsField.ALGO_STRATEGY),
          Map.entry("useAdaptive", TwsField.USE_PRICE_MGMT_ALGO),
          Map.entry("manualIndicator", TwsField.MANUAL_ORDER_INDICATOR));

  private static final Map<String, String> TWS_TYPES =
      Map.of("STOP_LIMIT", "STP LMT", "TRAILLMT", "TRAIL LIMIT");

  /** What identifies the contract or the account, and is checked by other means. */
  private static final Set<String> NOT_COMPARED = Set.of("conid", "conidex", "acctId");

  private final String name;
  private final String account;

  /**
   * Names a file.
   *
   * @param name the path, or {@code -} for standard input
   * @param account the account that the order must be for
   */
  TicketFile(String name, String account) {
    this.name = name;
    this.account = account;
  }

  /**
   * Reads the order.
   *
   * @throws IllegalArgumentException if the file cannot be read, or a member is unknown, not legal,
   *     or would be lost
   */
  TypedOrder typed() {
    JsonNode order = order();
    return order.has("side") || order.has("conid") || order.has("conidex")
        ? ofWire(order)
        : ofTws(order);
  }

  private JsonNode order() {
    JsonNode document;
    try (InputStream in = name.equals("-") ? System.in : Files.newInputStream(Path.of(name))) {
      document = STRICT.readTree(in);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "--json: expected a JSON object, but line "
              + (e.getLocation() == null ? "?" : e.getLocation().getLineNr())
              + " of "
              + name
              + " is not: "
              + e.getOriginalMessage(),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException("--json: cannot read " + name + ": " + e.getMessage(), e);
    }
    if (document.path("orders").isArray()) {
      if (document.size() != 1 || document.get("orders").size() != 1) {
        throw new IllegalArgumentException(
            "orders: expected one order and no other member, but got "
                + document.get("orders").size()
                + " orders; a bracket is placed with --take-profit and --stop-loss");
      }
      document = document.get("orders").get(0);
    }
    if (!document.isObject()) {
      throw new IllegalArgumentException("--json: expected a JSON object in " + name);
    }
    return document;
  }

  private static TypedOrder ofTws(JsonNode order) {
    TypedOrder typed = new TypedOrder();
    order
        .properties()
        .forEach(
            member -> {
              if (member.getKey().equals("algoParams")) {
                addAlgoParameters(typed, "algoParams", member.getValue());
              } else {
                typed.set(tws(member.getKey()), member.getKey(), text(member));
              }
            });
    return typed;
  }

  private static TwsField tws(String member) {
    return TwsField.named(member)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    member
                        + ": expected a field of TWS that the gateway offers, such as "
                        + "action, totalQuantity, symbol, secType, currency, orderType, lmtPrice"));
  }

  private TypedOrder ofWire(JsonNode order) {
    TypedOrder typed = new TypedOrder();
    String type = order.path("orderType").asText("");
    order
        .properties()
        .forEach(
            member -> {
              switch (member.getKey()) {
                case "acctId" -> checkAccount(member.getValue().asText());
                case "conidex" -> addConidex(typed, member.getValue().asText());
                case "orderType" ->
                    typed.set(TwsField.ORDER_TYPE, "orderType", TWS_TYPES.getOrDefault(type, type));
                case "price" -> typed.set(priceOf(type), "price", text(member));
                case "auxPrice" -> typed.set(auxiliaryPriceOf(type), "auxPrice", text(member));
                case "trailingAmt" ->
                    typed.set(
                        order.path("trailingType").asText().equals("%")
                            ? TwsField.TRAILING_PERCENT
                            : TwsField.AUX_PRICE,
                        "trailingAmt",
                        text(member));
                case "trailingType" -> {}
                case "strategyParameters" ->
                    addAlgoParameters(typed, "strategyParameters", member.getValue());
                default -> typed.set(wire(member.getKey()), member.getKey(), text(member));
              }
            });
    checkNothingLost(order, Json.mapper().valueToTree(typed.ticket().toOrderTicket()));
    return typed;
  }

  private static TwsField wire(String member) {
    TwsField field = WIRE.get(member);
    if (field == null) {
      throw new IllegalArgumentException(
          member
              + ": expected a member that cpapi carries, such as conid, side, quantity, orderType,"
              + " price, tif, cOID, strategy; leave it out");
    }
    return field;
  }

  /** A stop has its trigger as the price; a trailing stop its first trigger. */
  private static TwsField priceOf(String type) {
    return switch (type) {
      case "STP" -> TwsField.AUX_PRICE;
      case "TRAIL" -> TwsField.TRAIL_STOP_PRICE;
      default -> TwsField.LMT_PRICE;
    };
  }

  private static TwsField auxiliaryPriceOf(String type) {
    return type.equals("TRAILLMT") ? TwsField.TRAIL_STOP_PRICE : TwsField.AUX_PRICE;
  }

  private void checkAccount(String acctId) {
    if (!acctId.equals(account)) {
      throw new IllegalArgumentException(
          "acctId: expected the account " + account + ", but got '" + acctId + "'");
    }
  }

  private static void addConidex(TypedOrder typed, String conidex) {
    String[] parts = conidex.split("@", -1);
    typed.set(TwsField.CON_ID, "conidex", parts[0]);
    if (parts.length == 2) {
      typed.set(TwsField.EXCHANGE, "conidex", parts[1]);
    } else if (parts.length > 2) {
      throw new IllegalArgumentException(
          "conidex: expected a contract id and a route such as 265598@SMART, but got '"
              + conidex
              + "'");
    }
  }

  private static void addAlgoParameters(TypedOrder typed, String member, JsonNode parameters) {
    if (!parameters.isObject()) {
      throw new IllegalArgumentException(
          member + ": expected an object such as {\"adaptivePriority\": \"Normal\"}");
    }
    parameters
        .properties()
        .forEach(parameter -> typed.setAlgoParameter(parameter.getKey(), text(parameter)));
  }

  private static String text(Map.Entry<String, JsonNode> member) {
    JsonNode value = member.getValue();
    if (!value.isValueNode() || value.isNull()) {
      throw new IllegalArgumentException(
          member.getKey() + ": expected a text, a number, true or false, but got " + value);
    }
    return value.isNumber() ? value.decimalValue().toString() : value.asText();
  }

  private static void checkNothingLost(JsonNode given, JsonNode carried) {
    for (Map.Entry<String, JsonNode> member : given.properties()) {
      String name = member.getKey();
      if (!NOT_COMPARED.contains(name) && !same(member.getValue(), carried.path(name))) {
        throw new IllegalArgumentException(
            name
                + ": expected what an order of type "
                + given.path("orderType").asText()
                + " carries, but "
                + member.getValue()
                + " would be sent as "
                + (carried.has(name) ? carried.get(name) : "nothing"));
      }
    }
  }

  private static boolean same(JsonNode given, JsonNode carried) {
    if (given.isNumber() || carried.isNumber()) {
      return carried.isValueNode() && number(given).compareTo(number(carried)) == 0;
    }
    if (given.isBoolean() && !given.asBoolean()) {
      return carried.isMissingNode() || !carried.asBoolean();
    }
    if (given.isObject()) {
      return given.size() == carried.size()
          && given.properties().stream()
              .allMatch(each -> same(each.getValue(), carried.path(each.getKey())));
    }
    return given.asText().equals(carried.asText());
  }

  private static BigDecimal number(JsonNode value) {
    return value.isNumber() ? value.decimalValue() : new BigDecimal(value.asText("0"));
  }
}
