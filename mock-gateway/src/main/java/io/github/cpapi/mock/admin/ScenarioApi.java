package io.github.cpapi.mock.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.admin.Router;
import com.github.tomakehurst.wiremock.extension.AdminApiExtension;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import io.github.cpapi.mock.scenario.Scenario;
import io.github.cpapi.mock.scenario.ScenarioEntry;
import io.github.cpapi.mock.scenario.ScenarioException;
import io.github.cpapi.mock.simulation.Simulation;

/** Lists and switches scenarios by HTTP. */
public final class ScenarioApi implements AdminApiExtension {

  /** The name of a scenario that was posted as a body. */
  private static final String POSTED = "posted";

  private final Simulation simulation;

  public ScenarioApi(Simulation simulation) {
    this.simulation = simulation;
  }

  @Override
  public String getName() {
    return "cpapi-scenarios";
  }

  @Override
  public void contributeAdminApiRoutes(Router router) {
    router.add(RequestMethod.GET, "/cpapi/scenarios", (admin, exchange, path) -> list());
    router.add(
        RequestMethod.POST,
        "/cpapi/scenario",
        (admin, exchange, path) -> play(exchange.getRequest()));
  }

  private ResponseDefinition list() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("playing", simulation.scenario().id());
    putTradable(simulation.scenario(), body);
    ArrayNode scenarios = body.putArray("scenarios");
    for (ScenarioEntry entry : Scenario.shipped()) {
      ObjectNode scenario =
          scenarios.addObject().put("id", entry.id()).put("description", entry.description());
      entry.base().ifPresent(base -> scenario.put("extends", base));
      entry.changes().forEach(scenario.withArray("changes")::add);
      if (entry.changesContracts()) {
        putTradable(Scenario.named(entry.id()), scenario);
      }
    }
    return AdminAnswers.json(body);
  }

  private static void putTradable(Scenario scenario, ObjectNode node) {
    ObjectNode tradable = node.putObject("tradable");
    scenario
        .tradable()
        .forEach((secType, symbols) -> symbols.forEach(tradable.withArray(secType)::add));
  }

  /** The body is an object with an id, or a scenario in YAML, which has no member id. */
  private ResponseDefinition play(Request request) {
    JsonNode id = AdminRequestBody.anyJson(request).path("id");
    try {
      Scenario scenario =
          id.isMissingNode()
              ? Scenario.written(POSTED, request.getBodyAsString(), simulation.recordings())
              : Scenario.named(id.asText());
      return AdminAnswers.done(() -> simulation.play(scenario));
    } catch (ScenarioException e) {
      return AdminAnswers.wrong(String.valueOf(e.getMessage()));
    }
  }
}
