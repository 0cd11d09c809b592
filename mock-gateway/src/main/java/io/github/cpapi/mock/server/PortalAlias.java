package io.github.cpapi.mock.server;

import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestWrapper;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.store.StubMappingStore;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.Map;

/**
 * Makes a user's stub on {@code /v1/api} answer {@code /v1/portal} as well, because the gateway
 * rewrites {@code /v1/portal}. A user's stub on {@code /v1/portal} itself takes precedence.
 */
public final class PortalAlias implements StubRequestFilterV2 {

  private static final String PORTAL = "/v1/portal/";
  private static final String API = "/v1/api/";

  /** The attribute with the original URL. */
  private static final String URL_AS_IT_CAME = "cpapi-url-as-it-came";

  private final StubMappingStore stubs;

  public PortalAlias(StubMappingStore stubs) {
    this.stubs = stubs;
  }

  @Override
  public String getName() {
    return "cpapi-portal-alias";
  }

  @Override
  public RequestFilterAction filter(Request request, ServeEvent exchange) {
    if (request.getUrl().startsWith(PORTAL) && !matchesUsersStub(request)) {
      Request sameOfApi =
          RequestWrapper.create()
              .transformAbsoluteUrl(url -> url.replaceFirst(PORTAL, API))
              .wrap(request);
      if (matchesUsersStub(sameOfApi)) {
        exchange.appendSubEvent(URL_AS_IT_CAME, Map.of("url", request.getUrl()));
        return RequestFilterAction.continueWith(sameOfApi);
      }
    }
    return RequestFilterAction.continueWith(request);
  }

  /** Looks only at the best match, which always exists: the mock has a stub for any request. */
  private boolean matchesUsersStub(Request request) {
    return stubs
        .findAllMatchingRequest(request, Map.of(), nonMatch -> {})
        .findFirst()
        .filter(stub -> !RecordingStubs.isOwn(stub))
        .isPresent();
  }

  public static String urlAsItCame(ServeEvent exchange) {
    return exchange.getSubEvents().stream()
        .filter(event -> event.getType().equals(URL_AS_IT_CAME))
        .map(event -> String.valueOf(event.getData().get("url")))
        .findFirst()
        .orElseGet(exchange.getRequest()::getUrl);
  }
}
