package io.github.cpapi.mock;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.cpapi.mock.play.Answer;
import io.github.cpapi.mock.play.Gateway;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Hands a request to the gateway and its answer back. */
final class GatewayTransformer implements ResponseDefinitionTransformerV2 {

  static final String NAME = "cpapi-gateway";

  /** Tells the developer why; the body stays what the wire would send. */
  static final String WHY_HEADER = "X-Mock-Why";

  private final Gateway gateway;

  GatewayTransformer(Gateway gateway) {
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
    if (request.containsHeader(RecordingStubs.RECORDING_HEADER)) {
      return recordingNotFound(request.getHeader(RecordingStubs.RECORDING_HEADER));
    }
    String url = request.getUrl();
    int mark = url.indexOf('?');
    String path = mark < 0 ? url : url.substring(0, mark);
    return definition(
        gateway.answer(
            request.getMethod().getName(),
            // Behind /v1/api or /v1/portal, which mean the same.
            path.substring(path.indexOf('/', "/v1/".length())),
            mark < 0 ? Map.of() : query(url.substring(mark + 1)),
            request.getBodyAsString()));
  }

  private static ResponseDefinition definition(Answer answer) {
    ResponseDefinitionBuilder response =
        ResponseDefinitionBuilder.responseDefinition().withStatus(answer.status());
    answer.headers().forEach(response::withHeader);
    if (answer.body() != null) {
      response.withBody(answer.body());
    }
    if (!answer.recordings().isEmpty()) {
      response.withHeader(RecordingStubs.RECORDING_HEADER, String.join(", ", answer.recordings()));
    }
    answer.why().ifPresent(why -> response.withHeader(WHY_HEADER, oneLine(why)));
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

  /** The first value of each parameter. */
  private static Map<String, String> query(String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : raw.split("&")) {
      int mark = pair.indexOf('=');
      query.putIfAbsent(
          decoded(mark < 0 ? pair : pair.substring(0, mark)),
          mark < 0 ? "" : decoded(pair.substring(mark + 1)));
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // A stray percent sign: what was sent says more than an error page would.
      return text;
    }
  }

  /** What a header can carry: one line of printable ASCII. The reason may quote the request. */
  static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("[^ -~]", "?");
  }
}
