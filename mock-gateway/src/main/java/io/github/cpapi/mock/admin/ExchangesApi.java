package io.github.cpapi.mock.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.admin.Router;
import com.github.tomakehurst.wiremock.extension.AdminApiExtension;
import com.github.tomakehurst.wiremock.http.QueryParameter;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import io.github.cpapi.mock.server.ExchangeLog;
import io.github.cpapi.mock.server.PlayedExchange;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lists the recorded exchanges by HTTP. */
public final class ExchangesApi implements AdminApiExtension {

  private final ExchangeLog log;

  public ExchangesApi(ExchangeLog log) {
    this.log = log;
  }

  @Override
  public String getName() {
    return "cpapi-exchanges";
  }

  @Override
  public void contributeAdminApiRoutes(Router router) {
    router.add(
        RequestMethod.GET,
        "/cpapi/exchanges",
        (admin, exchange, path) -> exchanges(exchange.getRequest().queryParameter("limit")));
    router.add(
        RequestMethod.DELETE,
        "/cpapi/exchanges",
        (admin, exchange, path) -> AdminAnswers.done(log::clear));
  }

  private ResponseDefinition exchanges(QueryParameter limit) {
    String wanted = limit.isPresent() ? limit.firstValue() : String.valueOf(ExchangeLog.MAX_KEPT);
    if (!wanted.matches("\\d{1,4}")) {
      return AdminAnswers.wrong("limit: expected a number from 0 to 9999, but got " + wanted);
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode exchanges = body.putArray("exchanges");
    log.last(Integer.parseInt(wanted)).forEach(exchange -> exchanges.add(json(exchange)));
    return AdminAnswers.json(body);
  }

  /** Leaves out empty members. */
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
            .put("time", exchange.time().truncatedTo(ChronoUnit.MILLIS).toString())
            .put("method", exchange.method())
            .put("url", exchange.url());
    if (exchange.isAnswered()) {
      json.put("status", exchange.status());
    }
    texts.forEach(json::put);
    return json;
  }
}
