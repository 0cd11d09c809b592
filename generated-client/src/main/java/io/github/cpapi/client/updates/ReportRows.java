package io.github.cpapi.client.updates;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.client.transport.Json;
import io.github.cpapi.generated.model.OrderReport;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Translates the rows of {@code sor} and of the live orders, which share their words, into the
 * words of the order status, so that all sources tell of an order in one form.
 */
final class ReportRows {

  private static final ObjectMapper MAPPER = Json.mapper();

  /** The members of a row, and how the order status calls them. */
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          entry("orderId", "order_id"),
          entry("parentId", "parent_order_id"),
          entry("status", "order_status"),
          entry("acct", "account"),
          entry("account", "account"),
          entry("ticker", "symbol"),
          entry("secType", "sec_type"),
          entry("description1", "contract_description_1"),
          entry("description2", "contract_description_2"),
          entry("listingExchange", "listing_exchange"),
          entry("companyName", "company_name"),
          entry("cashCcy", "currency"),
          entry("origOrderType", "order_type"),
          entry("price", "limit_price"),
          entry("avgPrice", "average_price"),
          entry("timeInForce", "tif"),
          entry("remainingQuantity", "size"),
          entry("totalSize", "total_size"),
          entry("filledQuantity", "cum_fill"),
          entry("sizeAndFills", "size_and_fills"),
          entry("orderDesc", "order_description"),
          entry("bgColor", "bg_color"),
          entry("fgColor", "fg_color"));

  /** These tell of the status before, in other words than a row does. */
  private static final String[] TELL_OF_THE_STATUS = {
    "order_status_description",
    "order_ccp_status",
    "order_not_editable",
    "editable_fields",
    "cannot_cancel_order"
  };

  private ReportRows() {}

  static ObjectNode tree(Object message) {
    return MAPPER.valueToTree(message);
  }

  /** Reads a report; empty if it lacks what a report needs. */
  static Optional<OrderReport> report(ObjectNode tree) {
    try {
      return Optional.ofNullable(MAPPER.treeToValue(tree, OrderReport.class));
    } catch (JsonProcessingException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Returns the report before, with what the row names. */
  static ObjectNode merged(ObjectNode before, JsonNode row) {
    ObjectNode after = before.deepCopy();
    if (row.hasNonNull("status")
        && !row.get("status").asText().equals(before.path("order_status").asText())) {
      after.remove(List.of(TELL_OF_THE_STATUS));
    }
    row.properties().forEach(member -> put(after, member.getKey(), member.getValue()));
    return after;
  }

  private static void put(ObjectNode report, String name, JsonNode value) {
    if (name.equals("side")) {
      report.put("side", value.asText().replaceFirst("^(B|S)(UY|ELL)$", "$1"));
    } else if (value.isNumber() && WORDS.containsKey(name) && !name.endsWith("Id")) {
      report.put(WORDS.get(name), plain(value.decimalValue()));
    } else {
      report.set(WORDS.getOrDefault(name, name), value);
    }
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
