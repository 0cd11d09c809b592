package io.github.cpapi.mock.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.admin.Router;
import com.github.tomakehurst.wiremock.extension.AdminApiExtension;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import io.github.cpapi.mock.fault.ArmedFault;
import io.github.cpapi.mock.fault.Fault;
import io.github.cpapi.mock.simulation.Simulation;
import java.util.Locale;

/** Lists, arms and disarms faults by HTTP: {@code /__admin/cpapi/faults}. */
public final class FaultsApi implements AdminApiExtension {

  private static final String PATH = "/cpapi/faults";

  private final Simulation simulation;

  public FaultsApi(Simulation simulation) {
    this.simulation = simulation;
  }

  @Override
  public String getName() {
    return "cpapi-faults";
  }

  @Override
  public void contributeAdminApiRoutes(Router router) {
    router.add(RequestMethod.GET, PATH, (admin, exchange, path) -> AdminAnswers.json(faults()));
    router.add(
        RequestMethod.POST,
        PATH,
        (admin, exchange, path) ->
            AdminAnswers.done(
                exchange.getRequest(), body -> simulation.faults().arm(body.as(ArmedFault.class))));
    router.add(
        RequestMethod.DELETE,
        PATH,
        (admin, exchange, path) -> AdminAnswers.done(simulation.faults()::disarm));
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
}
