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

  /** The values of cookies and of headers with credentials. */
  List<String> credentials() {
    Stream<String> cookies =
        Stream.concat(
            requestHeaders.values("Cookie").stream()
                .flatMap(header -> Stream.of(header.split(";"))),
            headers.values("Set-Cookie").stream().map(header -> header.replaceFirst(";.*", "")));
    Stream<String> others =
        Stream.of("Authorization", "x-sess-uuid")
            .flatMap(name -> requestHeaders.values(name).stream())
            .map(header -> "=" + header.replaceFirst("^\\w+ +", ""));
    return Stream.concat(cookies, others)
        .map(pair -> pair.substring(pair.indexOf('=') + 1).replace("\"", "").strip())
        .toList();
  }

  int size() {
    return requestBody.length + body.length;
  }
}
