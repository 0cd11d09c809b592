package io.github.cpapi.client.frame;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cpapi.client.transport.Json;
import io.github.cpapi.client.wire.Given;
import io.github.cpapi.generated.frame.Bulletin;
import io.github.cpapi.generated.frame.ErrorFrame;
import io.github.cpapi.generated.frame.GreetingFrame;
import io.github.cpapi.generated.frame.HeartBeatFrame;
import io.github.cpapi.generated.frame.MarketDataFrame;
import io.github.cpapi.generated.frame.Notice;
import io.github.cpapi.generated.frame.OrderChange;
import io.github.cpapi.generated.frame.ProfitAndLossRow;
import io.github.cpapi.generated.frame.ResultFrame;
import io.github.cpapi.generated.frame.SessionChange;
import io.github.cpapi.generated.frame.TicFrame;
import io.github.cpapi.generated.model.Accounts;
import io.github.cpapi.generated.model.OrderPrompt;
import io.github.cpapi.generated.model.Trade;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the frames of the websocket. Every input is a frame; nothing is thrown. Thread-safe. */
public final class FrameReader {

  /** A row has the whole order if it has all of these. */
  private static final List<String> FULL =
      List.of("conid", "status", "side", "filledQuantity", "remainingQuantity");

  /** A row with a contract says what changed if it has any of these; otherwise it is a marker. */
  private static final List<String> CHANGES =
      List.of(
          "status",
          "order_ccp_status",
          "sizeAndFills",
          "filledQuantity",
          "remainingQuantity",
          "avgPrice",
          "price",
          "auxPrice",
          "orderDesc",
          "timeInForce",
          "bgColor",
          "fgColor");

  private final ObjectMapper mapper = Json.mapper();

  /** Creates a reader. Share it, because it caches what it learns about the types. */
  public FrameReader() {}

  /**
   * Reads a binary frame, the usual kind.
   *
   * @param frame the text in UTF-8
   * @return the frame; {@link Frame.Unknown} if it has no known form
   */
  public Frame read(byte[] frame) {
    return read(new String(Given.value("frame", frame), StandardCharsets.UTF_8));
  }

  /**
   * Reads a text frame.
   *
   * @return the frame; {@link Frame.Unknown} if it has no known form
   */
  public Frame read(String frame) {
    JsonNode raw = parsed(Given.value("frame", frame));
    try {
      return read(raw);
    } catch (JsonProcessingException | RuntimeException memberOfAnotherType) {
      return new Frame.Unknown(raw);
    }
  }

  private JsonNode parsed(String frame) {
    try {
      JsonNode raw = mapper.readTree(frame);
      return raw.isMissingNode() ? TextNode.valueOf(frame) : raw;
    } catch (JsonProcessingException | RuntimeException plainText) {
      return TextNode.valueOf(frame);
    }
  }

  private Frame read(JsonNode raw) throws JsonProcessingException {
    JsonNode args = raw.path("args");
    switch (raw.path("topic").asText().replaceAll("\\+.*", "+")) {
      case "system":
        if (raw.has("success") == raw.has("hb")) {
          break;
        }
        return raw.has("success")
            ? new Frame.Greeting(as(raw, GreetingFrame.class), raw)
            : new Frame.HeartBeat(as(raw, HeartBeatFrame.class), raw);
      case "act":
        return new Frame.Account(as(object(args), Accounts.class), raw);
      case "sts":
        return new Frame.Status(as(object(args), SessionChange.class), raw);
      case "tic":
        return new Frame.Tic(as(raw, TicFrame.class), raw);
      case "sor":
        return new Frame.Orders(rows(array(args), this::orderRow), raw);
      case "str":
        return new Frame.Trades(rows(array(args), this::tradeRow), raw);
      case "ntf":
        return new Frame.Notices(rows(arrayOrObject(args), this::noticeRow), raw);
      case "blt":
        return new Frame.Bulletins(
            rows(arrayOrObject(args), row -> as(object(row), Bulletin.class)), raw);
      case "smd+":
        return new Frame.MarketData(as(raw, MarketDataFrame.class), raw);
      case "spl":
        return new Frame.ProfitAndLoss(profits(object(args)), raw);
      case "":
        return raw.has("topic") ? new Frame.Unknown(raw) : withoutTopic(raw);
      default:
    }
    return new Frame.Unknown(raw);
  }

  private Frame withoutTopic(JsonNode raw) throws JsonProcessingException {
    if (raw.path("error").isTextual() && !raw.has("message") && !raw.has("result")) {
      return new Frame.ErrorFrame(as(raw, ErrorFrame.class), raw);
    }
    if (raw.path("result").isTextual() && !raw.has("message") && !raw.has("error")) {
      return new Frame.Result(as(raw, ResultFrame.class), raw);
    }
    return raw.path("message").asText().equals("waiting for session")
        ? new Frame.Waiting(raw)
        : new Frame.Unknown(raw);
  }

  private OrderRow orderRow(JsonNode raw) {
    try {
      OrderChange order = as(object(raw), OrderChange.class);
      if (FULL.stream().allMatch(raw::has)) {
        return new OrderRow.Full(order, raw);
      }
      return raw.has("conid") && CHANGES.stream().noneMatch(raw::has)
          ? new OrderRow.Marker(order, raw)
          : new OrderRow.Delta(order, raw);
    } catch (JsonProcessingException | RuntimeException memberOfAnotherType) {
      return new OrderRow.Unrecognised(raw);
    }
  }

  private TradeRow tradeRow(JsonNode raw) {
    try {
      return new TradeRow.Execution(as(object(raw), Trade.class), raw);
    } catch (JsonProcessingException | RuntimeException memberOfAnotherType) {
      return new TradeRow.Unrecognised(raw);
    }
  }

  private NoticeRow noticeRow(JsonNode raw) {
    try {
      if (raw.has("prompt") == raw.has("id")) {
        return new NoticeRow.Unrecognised(raw);
      }
      return raw.has("prompt")
          ? new NoticeRow.Prompt(as(object(raw), OrderPrompt.class), raw)
          : new NoticeRow.Information(as(object(raw), Notice.class), raw);
    } catch (JsonProcessingException | RuntimeException memberOfAnotherType) {
      return new NoticeRow.Unrecognised(raw);
    }
  }

  private Map<String, ProfitAndLossRow> profits(JsonNode args) throws JsonProcessingException {
    Map<String, ProfitAndLossRow> rows = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> row : args.properties()) {
      rows.put(row.getKey(), as(object(row.getValue()), ProfitAndLossRow.class));
    }
    return rows;
  }

  private <T> T as(JsonNode raw, Class<T> type) throws JsonProcessingException {
    return mapper.treeToValue(raw, type);
  }

  private interface RowReader<T> {
    T read(JsonNode row) throws JsonProcessingException;
  }

  private static <T> List<T> rows(JsonNode args, RowReader<T> reader)
      throws JsonProcessingException {
    List<T> rows = new ArrayList<>();
    for (JsonNode row : args.isArray() ? args : List.of(args)) {
      rows.add(reader.read(row));
    }
    return rows;
  }

  private static JsonNode object(JsonNode node) {
    return checked(node.isObject(), node);
  }

  private static JsonNode array(JsonNode node) {
    return checked(node.isArray(), node);
  }

  private static JsonNode arrayOrObject(JsonNode node) {
    return checked(node.isContainerNode(), node);
  }

  private static JsonNode checked(boolean expected, JsonNode node) {
    if (!expected) {
      throw new IllegalArgumentException("another type of node: " + node.getNodeType());
    }
    return node;
  }
}
