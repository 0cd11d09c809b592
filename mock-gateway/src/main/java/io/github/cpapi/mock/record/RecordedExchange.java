package io.github.cpapi.mock.record;

import java.util.List;
import java.util.stream.Stream;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/**
 * An exchange as it was on the wire.
 *
 * @param requestBody empty for none
 * @param body the body of the answer as it was sent, compressed if it was
 */
record RecordedExchange(
    String method,
    HttpUrl url,
    Headers requestHeaders,
    byte[] requestBody,
    int status,
    Headers headers,
    byte[] body) {

  /** The headers with credentials; of an answer's cookies only name and value. */
  List<String> credentials() {
    return Stream.concat(
            Stream.of("Cookie", "Authorization", "x-sess-uuid")
                .flatMap(name -> requestHeaders.values(name).stream()),
            headers.values("Set-Cookie").stream().map(cookie -> cookie.replaceFirst(";.*", "")))
        .toList();
  }

  int size() {
    return requestBody.length + body.length;
  }
}
