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

/** Hands a request to the gateway and its answer back. */
public final class GatewayTransformer implements ResponseDefinitionTransformerV2 {

  static final String NAME = "cpapi-gateway";

  /** Tells the developer why; the body stays what the wire would send. */
  public static final String WHY_HEADER = "X-Mock-Why";

  /** Well below what servers and clients take as a header, also where a long URL is quoted. */
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

  /** What the gateway says to every browser from wherever; no broker is asked. */
  private static ResponseDefinition preflight() {
    return ResponseDefinitionBuilder.responseDefinition()
        .withStatus(204)
        .withHeader("Access-Control-Allow-Origin", "*")
        .withHeader("Access-Control-Allow-Methods", "POST,GET,OPTIONS,DELETE,PUT")
        .withHeader("Access-Control-Allow-Headers", "Content-Type,portal,Cookie")
        .build();
  }

  /**
   * Makes the response of an answer.
   *
   * @param stub what the matching stub says; how a user's stub delays or breaks its response holds
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

  /** What a header can carry: one line of printable ASCII. The reason may quote the request. */
  public static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ").replaceAll("[^ -~]", "?");
    return line.length() <= MAX_WHY ? line : line.substring(0, MAX_WHY - 3) + "...";
  }
}
