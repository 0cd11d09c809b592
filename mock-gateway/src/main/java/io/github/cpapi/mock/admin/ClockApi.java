package io.github.cpapi.mock.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.admin.Router;
import com.github.tomakehurst.wiremock.extension.AdminApiExtension;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import io.github.cpapi.mock.simulation.MockClock;
import io.github.cpapi.mock.simulation.Simulation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Reads and moves the mock's clock by HTTP: {@code /__admin/cpapi/clock}. */
public final class ClockApi implements AdminApiExtension {

  private static final String PATH = "/cpapi/clock";

  private final MockClock clock;

  public ClockApi(Simulation simulation) {
    this.clock = simulation.clock();
  }

  @Override
  public String getName() {
    return "cpapi-clock";
  }

  @Override
  public void contributeAdminApiRoutes(Router router) {
    router.add(RequestMethod.GET, PATH, (admin, exchange, path) -> AdminAnswers.json(show()));
    router.add(
        RequestMethod.POST,
        PATH,
        (admin, exchange, path) -> AdminAnswers.done(exchange.getRequest(), this::move));
  }

  private JsonNode show() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("time", clock.instant().toString())
        .put("frozen", clock.isFrozen());
  }

  private void move(AdminRequestBody body) {
    Map.Entry<String, JsonNode> move = body.oneOf("advance", "set", "freeze");
    JsonNode value = move.getValue();
    try {
      switch (move.getKey()) {
        case "advance" -> clock.advance(Duration.parse(value.asText()));
        case "set" -> clock.set(Instant.parse(value.asText()));
        default -> freeze(value);
      }
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "%s: expected %s, but got %s"
              .formatted(
                  move.getKey(),
                  move.getKey().equals("set")
                      ? "a time such as 2026-11-20T14:30:00Z"
                      : "an ISO-8601 duration such as PT10M",
                  value),
          e);
    }
  }

  private void freeze(JsonNode value) {
    if (!value.isBoolean()) {
      throw new IllegalArgumentException("freeze: expected true or false, but got " + value);
    }
    if (value.booleanValue()) {
      clock.freeze();
    } else {
      clock.unfreeze();
    }
  }
}
