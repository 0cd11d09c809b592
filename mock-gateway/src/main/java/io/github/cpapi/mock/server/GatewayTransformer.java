package io.github.cpapi.mock.server;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ChunkedDribbleDelay;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.gateway.Gateway;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Passes a request to the gateway and returns its answer. */
public final class GatewayTransformer implements ResponseDefinitionTransformerV2 {

  static final String NAME = "cpapi-gateway";

  /** The header with the reason for the developer. The body is never changed for this. */
  public static final String WHY_HEADER = "X-Mock-Why";

  /** Well below the header limits of servers and clients, even if a long URL is quoted. */
  private static final int MAX_WHY = 1000;

  private final Supplier<Gateway> gateway;

  public GatewayTransformer(Supplier<Gateway> gateway) {
    this.gateway = gateway;
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public boolean applyGlobally() {
    return false;
  }

  @Override
  public ResponseDefinition transform(ServeEvent exchange) {
    Request request = exchange.getRequest();
    if (WireRequest.isPreflight(request)) {
      return preflight();
    }
    if (request.containsHeader(RecordingStubs.RECORDING_HEADER)) {
      return recordingNotFound(request.getHeader(RecordingStubs.RECORDING_HEADER));
    }
    WireRequest asked = WireRequest.of(request);
    Answer answer = gateway.get().answer(asked.method(), asked.path(), asked.query(), asked.body());
    List<String> why = new ArrayList<>(asked.remarks());
    answer.remarks().forEach(remark -> why.add(remark.text()));
    ResponseDefinition definition = definition(answer, why, exchange.getResponseDefinition());
    return answer.fault() == null || answer.fault().isDeliveredNormally()
        ? definition
        : FaultyDelivery.of(definition, answer.fault());
  }

  /** The gateway's own answer to every preflight, from any origin. */
  private static ResponseDefinition preflight() {
    return ResponseDefinitionBuilder.responseDefinition()
        .withStatus(204)
        .withHeader("Access-Control-Allow-Origin", "*")
        .withHeader("Access-Control-Allow-Methods", "POST,GET,OPTIONS,DELETE,PUT")
        .withHeader("Access-Control-Allow-Headers", "Content-Type,portal,Cookie")
        .build();
  }

  /**
   * Creates the response for an answer.
   *
   * @param stub the matching stub; delays and faults of a user's stub are kept
   */
  private static ResponseDefinition definition(
      Answer answer, List<String> why, ResponseDefinition stub) {
    ResponseDefinitionBuilder response =
        ResponseDefinitionBuilder.responseDefinition()
            .withStatus(answer.status())
            .withFixedDelay(stub.getFixedDelayMilliseconds())
            .withRandomDelay(stub.getDelayDistribution())
            .withFault(stub.getFault());
    ChunkedDribbleDelay dribble = stub.getChunkedDribbleDelay();
    if (dribble != null) {
      response.withChunkedDribbleDelay(dribble.getNumberOfChunks(), dribble.getTotalDuration());
    }
    answer.headers().forEach(response::withHeader);
    if (answer.body() != null) {
      response.withBody(answer.body());
    }
    if (!answer.recordings().isEmpty()) {
      response.withHeader(RecordingStubs.RECORDING_HEADER, String.join(", ", answer.recordings()));
    }
    if (answer.fault() != null) {
      response.withHeader(ExchangeLog.FAULT_HEADER, answer.fault().fault().toString());
    }
    if (!why.isEmpty()) {
      response.withHeader(WHY_HEADER, oneLine(String.join("; ", why)));
    }
    return response.build();
  }

  private static ResponseDefinition recordingNotFound(String name) {
    String why =
        "no recording %s of this operation; GET /__admin/mappings lists all".formatted(name);
    return ResponseDefinitionBuilder.responseDefinition()
        .withStatus(404)
        .withHeader(WHY_HEADER, oneLine(why))
        .build();
  }

  /**
   * Returns the text as one line of printable ASCII, which is legal in a header. The text may quote
   * the request.
   */
  public static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ").replaceAll("[^ -~]", "?");
    return line.length() <= MAX_WHY ? line : line.substring(0, MAX_WHY - 3) + "...";
  }
}
