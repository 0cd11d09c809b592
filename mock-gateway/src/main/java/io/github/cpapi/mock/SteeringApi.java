package io.github.cpapi.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.admin.Router;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.AdminApiExtension;
import com.github.tomakehurst.wiremock.http.QueryParameter;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.util.LinkedHashMap;
import java.util.Map;

/** Steers the mock by HTTP, below WireMock's own admin API. */
final class SteeringApi implements AdminApiExtension {

  private final Steering steering;
  private final ExchangeLog log;

  SteeringApi(Steering steering, ExchangeLog log) {
    this.steering = steering;
    this.log = log;
  }

  @Override
  public String getName() {
    return "cpapi-steering";
  }

  @Override
  public void contributeAdminApiRoutes(Router router) {
    router.add(
        RequestMethod.POST,
        "/cpapi/login",
        (admin, exchange, path) -> login(exchange.getRequest().queryParameter("brokerage")));
    // WireMock finds the path of a task by the task's class: one lambda for each, never a shared
    // one.
    router.add(
        RequestMethod.POST, "/cpapi/logout", (admin, exchange, path) -> done(steering::logout));
    router.add(
        RequestMethod.POST, "/cpapi/reset", (admin, exchange, path) -> done(steering::reset));
    router.add(
        RequestMethod.GET,
        "/cpapi/exchanges",
        (admin, exchange, path) -> exchanges(exchange.getRequest().queryParameter("limit")));
    router.add(
        RequestMethod.DELETE, "/cpapi/exchanges", (admin, exchange, path) -> done(log::clear));
  }

  private ResponseDefinition login(QueryParameter brokerage) {
    String wanted = brokerage.isPresent() ? brokerage.firstValue() : "true";
    if (!wanted.equals("true") && !wanted.equals("false")) {
      return wrong("brokerage is true or false, not " + wanted);
    }
    return done(() -> steering.login(Boolean.parseBoolean(wanted)));
  }

  private ResponseDefinition exchanges(QueryParameter limit) {
    String wanted = limit.isPresent() ? limit.firstValue() : String.valueOf(ExchangeLog.MOST_KEPT);
    if (!wanted.matches("\\d{1,4}")) {
      return wrong("limit is a number from 0 to 9999, not " + wanted);
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode exchanges = body.putArray("exchanges");
    log.last(Integer.parseInt(wanted)).forEach(exchange -> exchanges.add(json(exchange)));
    return json(200, body);
  }

  /** Without what is empty. */
  private static ObjectNode json(PlayedExchange exchange) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("recording", exchange.recording());
    texts.put("why", exchange.why());
    texts.put("fault", exchange.fault());
    texts.put("requestBody", exchange.requestBody());
    texts.values().removeIf(String::isEmpty);
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("time", exchange.time().toString())
            .put("method", exchange.method())
            .put("url", exchange.url())
            .put("status", exchange.status());
    texts.forEach(json::put);
    return json;
  }

  private static ResponseDefinition json(int status, JsonNode body) {
    return ResponseDefinitionBuilder.responseDefinition()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withBody(body.toString())
        .build();
  }

  private static ResponseDefinition wrong(String why) {
    return ResponseDefinitionBuilder.responseDefinition()
        .withStatus(422)
        .withHeader(GatewayTransformer.WHY_HEADER, GatewayTransformer.oneLine(why))
        .build();
  }

  private static ResponseDefinition done(Runnable task) {
    task.run();
    return ResponseDefinitionBuilder.responseDefinition().withStatus(204).build();
  }
}
