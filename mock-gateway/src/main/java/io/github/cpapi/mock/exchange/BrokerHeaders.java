package io.github.cpapi.mock.exchange;

import io.github.cpapi.contract.Recording;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers of the broker's answers, as all of the byte-level recordings show them. */
public final class BrokerHeaders {

  private static final int FIRST_ERROR = 400;

  /** A browser that trusts the mock would refuse plain HTTP on localhost, for every program. */
  private static final String HARMFUL = "strict-transport-security";

  private BrokerHeaders() {}

  /**
   * Returns what goes with a recorded answer: what every answer has, and what was recorded.
   *
   * @return the headers
   */
  public static Map<String, String> of(Recording recording) {
    // The gateway answers this one itself.
    Map<String, String> headers =
        recording.operation().equals("reauthenticate")
            ? new LinkedHashMap<>()
            : of(recording.status());
    recording
        .stub()
        .at("/response/headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    headers.remove(HARMFUL);
    return headers;
  }

  /** For an answer of the broker that no recording holds. */
  public static Map<String, String> of(int status) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("referrer-policy", "Origin-when-cross-origin");
    headers.put("x-content-type-options", "nosniff");
    headers.put("cache-control", "max-age=0, no-cache, no-store");
    headers.put("pragma", "no-cache");
    // Said explicitly: before it closes a connection, the server would not chunk by itself.
    headers.put("transfer-encoding", "chunked");
    if (status >= FIRST_ERROR) {
      // The misspelt one beside the one that is meant (Q92).
      headers.put("x-cnection", "close");
      headers.put("Connection", "close");
    }
    return headers;
  }
}
