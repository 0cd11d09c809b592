package io.github.cpapi.mock.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.admin.Router;
import com.github.tomakehurst.wiremock.extension.AdminApiExtension;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import io.github.cpapi.mock.fault.ArmedFault;
import io.github.cpapi.mock.fault.Fault;
import io.github.cpapi.mock.fault.Pacing;
import io.github.cpapi.mock.simulation.MockClock;
import io.github.cpapi.mock.simulation.Simulation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Arms faults, moves the clock and sets limits by HTTP, below WireMock's own admin API. */
public final class FaultsApi implements AdminApiExtension {

  private static final String FAULTS = "/cpapi/faults";
  private static final String CLOCK = "/cpapi/clock";
  private static final String PACING = "/cpapi/pacing";

  private final Simulation simulation;

  public FaultsApi(Simulation simulation) {
    this.simulation = simulation;
  }

  @Override
  public String getName() {
    return "cpapi-trouble";
  }

  @Override
  public void contributeAdminApiRoutes(Router router) {
    router.add(RequestMethod.GET, FAULTS, (admin, exchange, path) -> AdminAnswers.json(faults()));
    router.add(
        RequestMethod.POST,
        FAULTS,
        (admin, exchange, path) -> taken(exchange.getRequest(), this::arm));
    router.add(
        RequestMethod.DELETE,
        FAULTS,
        (admin, exchange, path) -> AdminAnswers.done(simulation.faults()::disarm));
    router.add(RequestMethod.GET, CLOCK, (admin, exchange, path) -> AdminAnswers.json(clock()));
    router.add(
        RequestMethod.POST,
        CLOCK,
        (admin, exchange, path) -> taken(exchange.getRequest(), this::moveClock));
    router.add(RequestMethod.GET, PACING, (admin, exchange, path) -> AdminAnswers.json(pacing()));
    router.add(
        RequestMethod.POST,
        PACING,
        (admin, exchange, path) -> taken(exchange.getRequest(), this::pace));
  }

  private void arm(JsonNode body) throws JsonProcessingException {
    simulation.faults().arm(AdminRequestBody.JSON.treeToValue(body, ArmedFault.class));
  }

  private JsonNode faults() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    ArrayNode armed = all.putArray("armed");
    for (ArmedFault fault : simulation.faults().armed()) {
      ObjectNode row = armed.addObject().put("fault", fault.fault().toString());
      fault.operation().ifPresent(operation -> row.put("operation", operation));
      fault.account().ifPresent(account -> row.put("account", account));
      if (fault.after() > 0) {
        row.put("after", fault.after());
      }
      row.put("times", fault.times());
      if (!fault.delay().isZero()) {
        row.put("delay", fault.delay().toString());
      }
    }
    ArrayNode possible = all.putArray("possible");
    for (Fault fault : Fault.values()) {
      ObjectNode row =
          possible
              .addObject()
              .put("fault", fault.toString())
              .put("description", fault.description())
              .put("played", fault.when().name().toLowerCase(Locale.ROOT))
              .put("provenance", fault.provenance().name().toLowerCase(Locale.ROOT))
              .put("source", fault.source());
      ArrayNode operations = row.putArray("operations");
      fault.operations().forEach(operations::add);
    }
    return all;
  }

  private JsonNode clock() {
    MockClock clock = simulation.clock();
    return JsonNodeFactory.instance
        .objectNode()
        .put("time", clock.instant().toString())
        .put("frozen", clock.isFrozen());
  }

  private void moveClock(JsonNode body) {
    Map.Entry<String, JsonNode> move = onlyMember(body, List.of("advance", "set", "freeze"));
    JsonNode value = move.getValue();
    try {
      switch (move.getKey()) {
        case "advance" -> simulation.clock().advance(Duration.parse(value.asText()));
        case "set" -> simulation.clock().set(Instant.parse(value.asText()));
        default -> freeze(value);
      }
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "%s: %s, not %s"
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
      throw new IllegalArgumentException("freeze: true or false, not " + value);
    }
    if (value.booleanValue()) {
      simulation.clock().freeze();
    } else {
      simulation.clock().unfreeze();
    }
  }

  private JsonNode pacing() {
    return JsonNodeFactory.instance.objectNode().put("pacing", word(simulation.gateway().pacing()));
  }

  private void pace(JsonNode body) {
    JsonNode wanted = onlyMember(body, List.of("pacing")).getValue();
    Pacing pacing =
        Arrays.stream(Pacing.values())
            .filter(value -> word(value).equals(wanted.asText()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException("pacing: unlimited or documented, not " + wanted));
    simulation.gateway().pace(pacing);
  }

  private static String word(Pacing pacing) {
    return pacing.name().toLowerCase(Locale.ROOT);
  }

  private static Map.Entry<String, JsonNode> onlyMember(JsonNode body, List<String> legal) {
    if (body.size() != 1 || !legal.contains(body.properties().iterator().next().getKey())) {
      throw new IllegalArgumentException(
          "the body: an object with one of %s, not %s".formatted(String.join(", ", legal), body));
    }
    return body.properties().iterator().next();
  }

  /** What a request asks for in its body. */
  @FunctionalInterface
  private interface Task {
    void run(JsonNode body) throws JsonProcessingException;
  }

  private static ResponseDefinition taken(Request request, Task task) {
    try {
      task.run(AdminRequestBody.of(request));
      return AdminAnswers.done();
    } catch (IllegalArgumentException e) {
      return AdminAnswers.wrong(String.valueOf(e.getMessage()));
    } catch (JsonProcessingException e) {
      return AdminAnswers.wrong(e.getOriginalMessage());
    }
  }
}
