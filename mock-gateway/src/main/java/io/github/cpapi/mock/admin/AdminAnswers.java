package io.github.cpapi.mock.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import io.github.cpapi.mock.server.GatewayTransformer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The answers of the mock's admin API. */
final class AdminAnswers {

  private AdminAnswers() {}

  /** Runs a task: 204. */
  static ResponseDefinition done(Runnable task) {
    return answered(
        () -> {
          task.run();
          return done();
        });
  }

  /** Reads the body and runs a task with it: 204, or 422 if something is not legal. */
  static ResponseDefinition done(Request request, Consumer<AdminRequestBody> task) {
    return done(() -> task.accept(AdminRequestBody.of(request)));
  }

  /** Reads the body and runs a task with it: its JSON, or 422 if something is not legal. */
  static ResponseDefinition json(Request request, Function<AdminRequestBody, JsonNode> task) {
    return answered(() -> json(task.apply(AdminRequestBody.of(request))));
  }

  static ResponseDefinition json(JsonNode body) {
    return with(200, body).build();
  }

  /** The header carries the reason, as in every answer of the mock; the body carries it in full. */
  static ResponseDefinition wrong(String why) {
    return with(422, JsonNodeFactory.instance.objectNode().put("error", why))
        .withHeader(GatewayTransformer.WHY_HEADER, GatewayTransformer.oneLine(why))
        .build();
  }

  private static ResponseDefinition answered(Supplier<ResponseDefinition> task) {
    try {
      return task.get();
    } catch (IllegalArgumentException e) {
      return wrong(String.valueOf(e.getMessage()));
    }
  }

  private static ResponseDefinition done() {
    return ResponseDefinitionBuilder.responseDefinition().withStatus(204).build();
  }

  private static ResponseDefinitionBuilder with(int status, JsonNode body) {
    return ResponseDefinitionBuilder.responseDefinition()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withBody(body.toPrettyString() + "\n");
  }
}
