package io.github.cpapi.mock.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.admin.Router;
import com.github.tomakehurst.wiremock.common.url.PathParams;
import com.github.tomakehurst.wiremock.extension.AdminApiExtension;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.cpapi.mock.simulation.Simulation;
import io.github.cpapi.mock.state.HeldOrder;
import io.github.cpapi.mock.state.Order;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Steers orders and prices by HTTP, below WireMock's own admin API. */
public final class OrdersApi implements AdminApiExtension {

  private final Simulation simulation;

  public OrdersApi(Simulation simulation) {
    this.simulation = simulation;
  }

  @Override
  public String getName() {
    return "cpapi-order-steering";
  }

  /** WireMock finds the path of a task by the task's class: one lambda for each. */
  @Override
  public void contributeAdminApiRoutes(Router router) {
    router.add(RequestMethod.GET, "/cpapi/orders", (admin, exchange, path) -> answer(this::list));
    router.add(
        RequestMethod.POST,
        "/cpapi/orders/{orderId}/fill",
        (admin, exchange, path) -> answer(() -> fill(exchange, path)));
    router.add(
        RequestMethod.POST,
        "/cpapi/orders/{orderId}/cancel-by-system",
        (admin, exchange, path) -> answer(() -> cancelBySystem(exchange, path)));
    router.add(
        RequestMethod.POST,
        "/cpapi/prices",
        (admin, exchange, path) -> answer(() -> movePrice(exchange)));
  }

  private JsonNode list() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode orders = body.putArray("orders");
    for (HeldOrder held : simulation.orders()) {
      ObjectNode shown = json(held.order());
      if (!held.openQuestion().isEmpty()) {
        shown.put("openQuestion", held.openQuestion());
      }
      orders.add(shown);
    }
    return body;
  }

  private JsonNode fill(ServeEvent exchange, PathParams path) {
    JsonNode body = body(exchange, "quantity", "price");
    return json(simulation.fill(orderId(path), number(body, "quantity"), number(body, "price")));
  }

  private JsonNode cancelBySystem(ServeEvent exchange, PathParams path) {
    JsonNode reason = body(exchange, "reason").path("reason");
    if (!reason.isTextual() || reason.textValue().isBlank()) {
      throw new IllegalArgumentException(
          "reason is a text, for example Expired, not " + shown(reason));
    }
    return json(simulation.cancelBySystem(orderId(path), reason.textValue()));
  }

  private JsonNode movePrice(ServeEvent exchange) {
    JsonNode body = body(exchange, "conid", "price");
    JsonNode conid = body.path("conid");
    if (!conid.isIntegralNumber() || !conid.canConvertToLong()) {
      throw new IllegalArgumentException("conid is a whole number, not " + shown(conid));
    }
    BigDecimal price =
        number(body, "price")
            .orElseThrow(() -> new IllegalArgumentException("price is a number, not nothing"));
    simulation.movePrice(conid.longValue(), price);
    return JsonNodeFactory.instance
        .objectNode()
        .put("conid", conid.longValue())
        .put("price", price);
  }

  /** Without what there is not. */
  private static ObjectNode json(Order order) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("orderId", order.id())
            .put("account", order.account())
            .put("conid", order.ticket().contract().conid())
            .put("side", order.ticket().side().name())
            .put("quantity", order.ticket().quantity())
            .put("filled", order.filled())
            .put("status", order.state().status());
    order.averagePrice().ifPresent(price -> json.put("averagePrice", new BigDecimal(plain(price))));
    order.links().parent().ifPresent(parent -> json.put("parentId", parent));
    put(json, "group", order.links().group());
    put(json, "clientOrderId", order.ticket().clientOrderId());
    put(json, "cancelledBecause", order.cancelledBecause());
    return json;
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private static void put(ObjectNode json, String member, @Nullable String value) {
    if (value != null) {
      json.put(member, value);
    }
  }

  private static long orderId(PathParams path) {
    String orderId = Objects.requireNonNull(path.get("orderId"));
    if (!orderId.matches("\\d{1,18}")) {
      throw new IllegalArgumentException("orderId is a number, not " + orderId);
    }
    return Long.parseLong(orderId);
  }

  private static JsonNode body(ServeEvent exchange, String... members) {
    JsonNode body = AdminRequestBody.of(exchange.getRequest());
    Set<String> known = Set.of(members);
    for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "unknown member %s; legal are %s".formatted(name, String.join(", ", members)));
      }
    }
    return body;
  }

  private static Optional<BigDecimal> number(JsonNode body, String member) {
    if (!body.has(member)) {
      return Optional.empty();
    }
    if (!body.get(member).isNumber()) {
      throw new IllegalArgumentException(
          "%s is a number, not %s".formatted(member, shown(body.get(member))));
    }
    return Optional.of(body.get(member).decimalValue());
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "nothing" : value.toString();
  }

  private static ResponseDefinition answer(Supplier<JsonNode> task) {
    try {
      return AdminAnswers.json(task.get());
    } catch (IllegalArgumentException e) {
      return AdminAnswers.wrong(String.valueOf(e.getMessage()));
    }
  }
}
