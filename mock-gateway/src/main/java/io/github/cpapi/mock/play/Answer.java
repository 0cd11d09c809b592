package io.github.cpapi.mock.play;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.fault.ArmedFault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway sends back.
 *
 * @param status the HTTP status
 * @param headers the headers, as recorded
 * @param body the body, or null for none
 * @param recordings what was played, by name; empty where nothing recorded fits
 * @param reason what the developer should know, or null where the answer speaks for itself; never
 *     part of the body
 * @param fault the fault that is played with it, or null where nothing goes wrong
 */
public record Answer(
    int status,
    Map<String, String> headers,
    @Nullable String body,
    List<String> recordings,
    @Nullable String reason,
    @Nullable ArmedFault fault) {

  private static final int NOT_IMPLEMENTED = 501;

  /**
   * Makes an answer with which nothing goes wrong.
   *
   * @param status as above
   * @param headers as above
   * @param body as above
   * @param recordings as above
   * @param reason as above
   */
  public Answer(
      int status,
      Map<String, String> headers,
      @Nullable String body,
      List<String> recordings,
      @Nullable String reason) {
    this(status, headers, body, recordings, reason, null);
  }

  static Answer played(Recording recording, @Nullable JsonNode body) {
    Map<String, String> headers = new LinkedHashMap<>();
    recording
        .stub()
        .at("/response/headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    return new Answer(
        recording.status(),
        headers,
        body == null ? null : Json.write(body),
        List.of(recording.name()),
        null);
  }

  /** What the real gateway can do and the mock cannot yet: no body, so that nobody is misled. */
  static Answer notPlayedYet(String what) {
    return new Answer(NOT_IMPLEMENTED, Map.of(), null, List.of(), "not played yet: " + what);
  }

  Answer withReason(String reason) {
    return new Answer(status, headers, body, recordings, reason, fault);
  }

  /** Says more, in front of the reason that there is. */
  Answer withRemark(String remark) {
    return withReason(reason == null ? remark : remark + "; " + reason);
  }

  Answer withRecordings(List<String> names) {
    return new Answer(status, headers, body, List.copyOf(names), reason, fault);
  }

  Answer withBody(JsonNode changed) {
    return new Answer(status, headers, Json.write(changed), recordings, reason, fault);
  }

  /** Names the fault in front of the reason that there is. */
  Answer with(ArmedFault played) {
    String what = played.fault().description().replaceFirst("\\.$", "");
    Answer explained = withRemark("fault %s: %s".formatted(played.fault(), what));
    return new Answer(status, headers, body, recordings, explained.reason(), played);
  }

  /**
   * Returns why the answer is what it is.
   *
   * @return the reason, or nothing where the answer speaks for itself
   */
  public Optional<String> why() {
    return Optional.ofNullable(reason);
  }
}
