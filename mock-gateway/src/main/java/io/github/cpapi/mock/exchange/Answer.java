package io.github.cpapi.mock.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.fault.ArmedFault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway sends back.
 *
 * @param status the HTTP status
 * @param headers the headers, as recorded
 * @param body the body, or null for none
 * @param recordings what was played, by name; empty where nothing recorded fits
 * @param remarks what the developer should know; empty where the answer speaks for itself
 * @param effect what the request did to orders
 * @param fault the fault that is played with it, or null where nothing goes wrong
 */
public record Answer(
    int status,
    Map<String, String> headers,
    @Nullable String body,
    List<String> recordings,
    List<Remark> remarks,
    Effect effect,
    @Nullable ArmedFault fault) {

  private static final int NOT_IMPLEMENTED = 501;

  /** Makes an answer to a request that did nothing to orders, and with which nothing goes wrong. */
  public Answer(
      int status,
      Map<String, String> headers,
      @Nullable String body,
      List<String> recordings,
      List<Remark> remarks) {
    this(status, headers, body, recordings, remarks, new Effect.None(), null);
  }

  public static Answer played(Recording recording, @Nullable JsonNode body) {
    return new Answer(
        recording.status(),
        BrokerHeaders.of(recording),
        body == null ? null : text(recording, body),
        List.of(recording.name()),
        List.of());
  }

  private static String text(Recording recording, JsonNode body) {
    String type = recording.stub().at("/response/headers/Content-Type").asText();
    return type.startsWith("text/plain") ? body.asText() : Json.write(body);
  }

  /** What the real gateway can do and the mock cannot yet: no body, so that nobody is misled. */
  public static Answer unsupported(String what) {
    return new Answer(
        NOT_IMPLEMENTED, Map.of(), null, List.of(), List.of(Remark.of("not played yet: " + what)));
  }

  public Answer withOnlyReason(String reason) {
    return withRemarks(List.of(Remark.of(reason)));
  }

  public Answer withRemarks(List<Remark> all) {
    return new Answer(status, headers, body, recordings, List.copyOf(all), effect, fault);
  }

  /** Says more, in front of what is said already. */
  public Answer withRemark(Remark remark) {
    return withRemarksBefore(List.of(remark));
  }

  public Answer withRemarksBefore(List<Remark> first) {
    List<Remark> all = new ArrayList<>(first);
    all.addAll(remarks);
    return withRemarks(all);
  }

  /** As the gateway's own answers come: in one piece, where the broker's come in chunks. */
  public Answer inOnePiece() {
    Map<String, String> all = new LinkedHashMap<>(headers);
    int length = body == null ? 0 : body.getBytes(StandardCharsets.UTF_8).length;
    all.put("Content-Length", String.valueOf(length));
    return new Answer(status, all, body, recordings, remarks, effect, fault);
  }

  public Answer withRecordings(List<String> names) {
    return new Answer(status, headers, body, List.copyOf(names), remarks, effect, fault);
  }

  public Answer withBody(JsonNode changed) {
    return new Answer(status, headers, Json.write(changed), recordings, remarks, effect, fault);
  }

  public Answer with(Effect done) {
    return new Answer(status, headers, body, recordings, remarks, done, fault);
  }

  /** Names the fault in front of what is said already. */
  public Answer with(ArmedFault played) {
    String what = played.fault().description().replaceFirst("\\.$", "");
    Answer explained = withRemark(Remark.of("fault %s: %s".formatted(played.fault(), what)));
    return new Answer(status, headers, body, recordings, explained.remarks(), effect, played);
  }
}
