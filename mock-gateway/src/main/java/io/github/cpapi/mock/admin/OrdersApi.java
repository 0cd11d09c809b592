package io.github.cpapi.mock.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.admin.Router;
import com.github.tomakehurst.wiremock.common.url.PathParams;
import com.github.tomakehurst.wiremock.extension.AdminApiExtension;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import io.github.cpapi.mock.simulation.Simulation;
import io.github.cpapi.mock.state.HeldOrder;
import io.github.cpapi.mock.state.Order;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists, fills and cancels orders by HTTP: {@code /__admin/cpapi/orders}. */
public final class OrdersApi implements AdminApiExtension {

  private final Simulation simulation;

  public OrdersApi(Simulation simulation) {
    this.simulation = simulation;
  }

  @Override
  public String getName() {
    return "cpapi-orders";
  }

  /** WireMock finds the path of a task by the task's class, so each route needs its own lambda. */
  @Override
  public void contributeAdminApiRoutes(Router router) {
    router.add(
        RequestMethod.GET, "/cpapi/orders", (admin, exchange, path) -> AdminAnswers.json(list()));
    router.add(
        RequestMethod.POST,
        "/cpapi/orders/{orderId}/fill",
        (admin, exchange, path) ->
            AdminAnswers.json(exchange.getRequest(), body -> fill(path, body)));
    router.add(
        RequestMethod.POST,
        "/cpapi/orders/{orderId}/cancel-by-system",
        (admin, exchange, path) ->
            AdminAnswers.json(exchange.getRequest(), body -> cancelBySystem(path, body)));
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

  private JsonNode fill(PathParams path, AdminRequestBody body) {
    body.having("quantity", "price");
    return json(simulation.fill(orderId(path), body.number("quantity"), body.number("price")));
  }

  private JsonNode cancelBySystem(PathParams path, AdminRequestBody body) {
    String reason = body.having("reason").text("reason", "Expired");
    return json(simulation.cancelBySystem(orderId(path), reason));
  }

  /** Leaves out members without a value. */
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
      throw new IllegalArgumentException("orderId: expected a number, but got " + orderId);
    }
    return Long.parseLong(orderId);
  }
}
