package io.github.cpapi.mock.server;

import com.github.tomakehurst.wiremock.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request as the gateway passes it on to the broker.
 *
 * @param method the HTTP method in upper case
 * @param path the path, without the query
 * @param query the first value of each query parameter, decoded
 * @param body the body, empty for none, and if the gateway loses it
 * @param remarks changes by the gateway that the sender may not expect
 */
record WireRequest(
    String method, String path, Map<String, String> query, String body, List<String> remarks) {

  static WireRequest of(Request request) {
    List<String> remarks = new ArrayList<>();
    // Always UTF-8 (RFC 8259); the charset of the Content-Type may not exist.
    String body = new String(request.getBody(), StandardCharsets.UTF_8);
    if (headerContains(request, "Transfer-Encoding", "chunked")) {
      body = "";
      remarks.add(
          "the body is chunked (Transfer-Encoding: chunked) and therefore lost, as in the"
              + " gateway; send it with a Content-Length");
    }
    if (headerContains(request, "Expect", "100-continue")) {
      remarks.add("Expect: 100-continue is never answered with 100, as in the gateway");
    }
    String url = request.getUrl();
    int mark = url.indexOf('?');
    return new WireRequest(
        request.getMethod().getName(),
        mark < 0 ? url : url.substring(0, mark),
        mark < 0 ? Map.of() : query(url.substring(mark + 1)),
        body,
        List.copyOf(remarks));
  }

  /** Whether it is a CORS preflight, which the gateway answers itself. */
  static boolean isPreflight(Request request) {
    return request.getMethod().getName().equals("OPTIONS")
        && request.containsHeader("Origin")
        && request.containsHeader("Access-Control-Request-Method");
  }

  private static boolean headerContains(Request request, String header, String word) {
    return request.containsHeader(header)
        && request.header(header).values().stream()
            .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(word));
  }

  /**
   * A repeated parameter is a list; several clients send the filters of the live orders so (Q107).
   * {@link FrontHandler} refuses queries that cannot be decoded.
   */
  private static Map<String, String> query(String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : raw.split("&")) {
      int mark = pair.indexOf('=');
      query.merge(
          decoded(mark < 0 ? pair : pair.substring(0, mark)),
          mark < 0 ? "" : decoded(pair.substring(mark + 1)),
          (first, next) -> first + "," + next);
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
