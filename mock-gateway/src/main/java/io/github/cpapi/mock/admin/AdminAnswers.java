package io.github.cpapi.mock.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import io.github.cpapi.mock.server.GatewayTransformer;

/** What the mock says to whoever steers it. */
final class AdminAnswers {

  private AdminAnswers() {}

  static ResponseDefinition done(Runnable task) {
    task.run();
    return done();
  }

  static ResponseDefinition done() {
    return ResponseDefinitionBuilder.responseDefinition().withStatus(204).build();
  }

  static ResponseDefinition json(JsonNode body) {
    return with(200, body).build();
  }

  /** The reason stands in the header, as in every answer of the mock, and in full in the body. */
  static ResponseDefinition wrong(String why) {
    return with(422, JsonNodeFactory.instance.objectNode().put("error", why))
        .withHeader(GatewayTransformer.WHY_HEADER, GatewayTransformer.oneLine(why))
        .build();
  }

  private static ResponseDefinitionBuilder with(int status, JsonNode body) {
    return ResponseDefinitionBuilder.responseDefinition()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withBody(body.toPrettyString() + "\n");
  }
}
