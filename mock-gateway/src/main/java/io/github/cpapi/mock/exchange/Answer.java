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
 * An answer of the gateway.
 *
 * @param status the HTTP status
 * @param headers the headers, as recorded
 * @param body the body, or null for none
 * @param recordings the names of the recordings that were played; may be empty
 * @param remarks remarks for the developer; may be empty
 * @param effect the effect of the request on orders
 * @param fault the fault that is injected, or null for none
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

  /** Creates an answer without an effect on orders and without a fault. */
  public Answer(
      int status,
      Map<String, String> headers,
      @Nullable String body,
      List<String> recordings,
      List<Remark> remarks) {
    this(status, headers, body, recordings, remarks, new Effect.None(), null);
  }

  /** Creates an answer that no recording was played for, without remarks. */
  public static Answer of(int status, Map<String, String> headers, @Nullable String body) {
    return new Answer(status, headers, body, List.of(), List.of());
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
    return recording.responseText().isPresent() ? body.asText() : Json.write(body);
  }

  /**
   * Answers what the mock does not support with 501. It has no body that could be mistaken for the
   * gateway's.
   */
  public static Answer unsupported(String what) {
    return of(NOT_IMPLEMENTED, Map.of(), null).withOnlyReason("not supported: " + what);
  }

  public Answer withOnlyReason(String reason) {
    return withRemarks(List.of(Remark.of(reason)));
  }

  public Answer withRemarks(List<Remark> all) {
    return new Answer(status, headers, body, recordings, List.copyOf(all), effect, fault);
  }

  /** Adds a remark in front of the others. */
  public Answer withRemark(Remark remark) {
    return withRemarksBefore(List.of(remark));
  }

  public Answer withRemarksBefore(List<Remark> first) {
    List<Remark> all = new ArrayList<>(first);
    all.addAll(remarks);
    return withRemarks(all);
  }

  /** Sends the answer unchunked, like the gateway's own answers; the broker's are chunked. */
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

  /** Adds a fault, and a remark about it in front of the others. */
  public Answer with(ArmedFault played) {
    String what = played.fault().description().replaceFirst("\\.$", "");
    Answer explained = withRemark(Remark.of("fault %s: %s".formatted(played.fault(), what)));
    return new Answer(status, headers, body, recordings, explained.remarks(), effect, played);
  }
}
