package io.github.cpapi.mock.exchange;

import io.github.cpapi.contract.Recording;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers that all byte-level recordings of the broker's answers share. */
public final class BrokerHeaders {

  private static final int FIRST_ERROR = 400;

  /** Would make a browser that trusts the mock refuse plain HTTP on localhost for every program. */
  private static final String HARMFUL = "strict-transport-security";

  private BrokerHeaders() {}

  /** Returns the headers of a recorded answer: the shared ones and the recorded ones. */
  public static Map<String, String> of(Recording recording) {
    // The gateway itself answers this one.
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

  /** Returns the headers of an answer that no recording holds. */
  public static Map<String, String> of(int status) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("referrer-policy", "Origin-when-cross-origin");
    headers.put("x-content-type-options", "nosniff");
    headers.put("cache-control", "max-age=0, no-cache, no-store");
    headers.put("pragma", "no-cache");
    // Set explicitly because Jetty does not chunk an answer before it closes the connection.
    headers.put("transfer-encoding", "chunked");
    if (status >= FIRST_ERROR) {
      // The gateway sends the misspelt header as well (Q92).
      headers.put("x-cnection", "close");
      headers.put("Connection", "close");
    }
    return headers;
  }
}
