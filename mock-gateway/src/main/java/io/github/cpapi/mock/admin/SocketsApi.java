package io.github.cpapi.mock.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.admin.Router;
import com.github.tomakehurst.wiremock.extension.AdminApiExtension;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import io.github.cpapi.mock.simulation.Simulation;
import io.github.cpapi.mock.socket.SocketEnd;
import io.github.cpapi.mock.socket.SocketReport;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Lists, feeds and ends the websockets by HTTP: {@code /__admin/cpapi/sockets}. */
public final class SocketsApi implements AdminApiExtension {

  private static final String PATH = "/cpapi/sockets";

  private final Simulation simulation;

  public SocketsApi(Simulation simulation) {
    this.simulation = simulation;
  }

  @Override
  public String getName() {
    return "cpapi-sockets";
  }

  @Override
  public void contributeAdminApiRoutes(Router router) {
    router.add(RequestMethod.GET, PATH, (admin, exchange, path) -> AdminAnswers.json(sockets()));
    router.add(
        RequestMethod.POST,
        PATH,
        (admin, exchange, path) -> AdminAnswers.done(exchange.getRequest(), this::steer));
  }

  private JsonNode sockets() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    ArrayNode rows = all.putArray("sockets");
    for (SocketReport socket : simulation.sockets().reports()) {
      ObjectNode row =
          rows.addObject()
              .put("id", socket.id())
              .put("opened", socket.opened().toString())
              .put("state", socket.state())
              .put("sent", socket.sent())
              .put("waitingBytes", socket.waitingBytes());
      ArrayNode subscriptions = row.putArray("subscriptions");
      socket.subscriptions().forEach(subscriptions::add);
      ArrayNode remarks = row.putArray("remarks");
      socket.remarks().forEach(remarks::add);
    }
    return all;
  }

  private void steer(AdminRequestBody body) {
    Map.Entry<String, JsonNode> order = body.oneOf("send", "end");
    JsonNode value = order.getValue();
    if (order.getKey().equals("end")) {
      simulation.sockets().end(end(value));
    } else if (value.isObject() || value.isTextual()) {
      simulation.sockets().broadcast(value);
    } else {
      throw new IllegalArgumentException("send: expected an object or a text, but got " + value);
    }
  }

  private static SocketEnd end(JsonNode value) {
    return Arrays.stream(SocketEnd.values())
        .filter(how -> spelled(how).equals(value.asText()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "end: expected one of %s, but got %s"
                        .formatted(
                            Arrays.stream(SocketEnd.values())
                                .map(SocketsApi::spelled)
                                .collect(Collectors.joining(", ")),
                            value)));
  }

  private static String spelled(SocketEnd how) {
    return how.name().toLowerCase(Locale.ROOT);
  }
}
