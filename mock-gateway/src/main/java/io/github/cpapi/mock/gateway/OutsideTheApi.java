package io.github.cpapi.mock.gateway;

import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.state.SessionState;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests that the gateway answers or redirects without calling the broker's API, as observed with
 * build a27ed42161ad of the gateway.
 */
record OutsideTheApi(SessionState session, GatewayLogin login) {

  private static final String LOGIN_PAGE = "/sso/Login";

  /** The redirect to its login page, logged in or not. */
  private static final String TO_LOGIN_PAGE = LOGIN_PAGE + "?forwardTo=22&RL=1&ip2loc=US";

  /**
   * Replaces the broker's login page. Programs that wait for a running gateway request its status.
   */
  private static final String LOGIN_PAGE_OF_A_MOCK =
      "<!doctype html><title>Mock gateway</title>"
          + "<p>This is the cpapi mock gateway, not Interactive Brokers. Nobody has to log in"
          + " here.";

  /**
   * The target of redirects. The gateway redirects to this host. The mock must not: a client could
   * send a test's order there. So the host is the first part of a path of the mock.
   */
  private static final String BROKER = "/api.ibkr.com";

  private static final Pattern OTHER_SERVICE = Pattern.compile("/v1/(tws|am)/.*", Pattern.DOTALL);

  /** Login pages and other versions of the API, which the gateway passes on. */
  private static final Pattern HANDED_ON =
      Pattern.compile(
          "/(?:sso|css|scripts|stylesheet|images|fonts|demo|(?:qa|ci|alpha|local)/(?:api|portal))"
              + "(?:/.*)?|/portal\\.proxy/v1/gstat/bulletins",
          Pattern.DOTALL);

  Answer answer(String method, String path) {
    boolean reads = method.equals("GET") || method.equals("HEAD");
    if (path.equals("/") && reads) {
      return redirect(TO_LOGIN_PAGE);
    }
    if (path.equals(LOGIN_PAGE) && reads) {
      return Answer.of(
              200, Map.of("Content-Type", "text/html; charset=utf-8"), LOGIN_PAGE_OF_A_MOCK)
          .withOnlyReason(
              "made up in place of the broker's login page; POST /sso/Dispatcher logs in");
    }
    if (path.equals("/clear") && reads) {
      session.lose();
      return own("cleared")
          .withOnlyReason("the gateway discards its cookies and with them the login");
    }
    Matcher other = OTHER_SERVICE.matcher(path);
    if (other.matches()) {
      return own("Unknown service " + other.group(1));
    }
    if (path.startsWith(BROKER + "/")) {
      return notHere(
          "the gateway would have redirected to https:/" + path + "; the mock has no such host");
    }
    if (HANDED_ON.matcher(path).matches()) {
      return login.page(path).orElseGet(() -> passedOn(path));
    }
    return path.equals("/status")
        ? notHere("the gateway never answers /status; the mock says so instead")
        : redirect(BROKER + path)
            .withOnlyReason(
                path
                    + " lies outside /v1/api/ and /v1/portal/; the gateway redirects to the same"
                    + " path of https://api.ibkr.com, the mock to a path of its own");
  }

  private static Answer passedOn(String path) {
    return notHere(
        path
            + " lies outside /v1/api/ and /v1/portal/; the gateway passes it on, the mock has"
            + " only /sso/Login");
  }

  private static Answer redirect(String location) {
    return Answer.of(302, Map.of("Location", location), null);
  }

  /** The gateway's own texts carry no Content-Type. */
  private static Answer own(String text) {
    return Answer.of(200, Map.of(), text).inOnePiece();
  }

  private static Answer notHere(String why) {
    return Answer.of(404, Map.of(), null).withOnlyReason(why);
  }
}
