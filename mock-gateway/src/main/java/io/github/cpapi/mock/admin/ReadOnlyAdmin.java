package io.github.cpapi.mock.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.extension.requestfilter.AdminRequestFilterV2;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Refuses the parts of WireMock's admin API that the mock does not support: files and recordings,
 * which would be written to the working directory, and the request journal.
 */
public final class ReadOnlyAdmin implements AdminRequestFilterV2 {

  /** The routes of WireMock's journal, which would be empty here. */
  private static final Pattern JOURNAL =
      Pattern.compile("/__admin/(requests(/.*)?|mappings/unmatched|near-misses/request-pattern)");

  @Override
  public String getName() {
    return "cpapi-read-only-admin";
  }

  @Override
  public RequestFilterAction filter(Request request, ServeEvent exchange) {
    return reasonToRefuse(request)
        .map(why -> RequestFilterAction.stopWith(AdminAnswers.wrong(why)))
        .orElseGet(() -> RequestFilterAction.continueWith(request));
  }

  private static Optional<String> reasonToRefuse(Request request) {
    String path =
        "/__admin" + request.getUrl().replaceFirst("^/__admin", "").replaceFirst("[?].*", "");
    boolean reads = request.getMethod().getName().equals("GET");
    if (JOURNAL.matcher(path).matches()) {
      return Optional.of(
          path
              + ": the mock keeps no request journal; GET /__admin/cpapi/exchanges lists requests"
              + " and answers, DELETE forgets them; in Java: MockGateway.exchanges()");
    }
    if (path.startsWith("/__admin/recordings")) {
      return Optional.of(path + ": the mock does not record and forwards to no other server");
    }
    if (path.startsWith("/__admin/files") && !reads) {
      return Optional.of(path + ": the mock writes no files; put the body into the stub itself");
    }
    if (path.equals("/__admin/mappings/save")) {
      return Optional.of(path + ": the mock writes no files; post the stubs again after a start");
    }
    return path.startsWith("/__admin/mappings") && !reads && isPersistent(request)
        ? Optional.of(
            "persistent: true: the mock writes no files; leave it out or false, and post the stub"
                + " again after a start")
        : Optional.empty();
  }

  /** The body is a stub or an import of several. WireMock itself refuses invalid JSON. */
  private static boolean isPersistent(Request request) {
    JsonNode body = AdminRequestBody.anyJson(request);
    return Stream.concat(
            Stream.of(body), StreamSupport.stream(body.path("mappings").spliterator(), false))
        .anyMatch(stub -> stub.path("persistent").asBoolean());
  }
}
