package io.github.cpapi.mock.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.mock.exchange.Answer;
import io.github.cpapi.mock.exchange.BrokerHeaders;
import io.github.cpapi.mock.exchange.Json;
import io.github.cpapi.mock.state.SessionState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers the calls that IBKR's gateway program makes to its broker at a login. They occur if the
 * program runs between a client and the mock. The calls were observed with build a27ed42161ad. The
 * broker's answers are not published; the answers here are made up, and the program accepts them.
 */
record GatewayLogin(SessionState session) {

  private static final String ANSWERS = "gateway-login.json";

  /**
   * The program accepts only a redirect as a login; this one leads to the validation of the
   * session.
   */
  private static final String LOGGED_IN = "/v1/portal/sso/validate";

  /** Answers below {@code /sso}; empty for a path outside the login. */
  Optional<Answer> page(String path) {
    return switch (path) {
      case "/sso/Dispatcher" -> {
        session.login(true);
        yield Optional.of(
            Answer.of(302, Map.of("Location", LOGGED_IN), null)
                .withOnlyReason("every login succeeds: the mock knows no names and passwords"));
      }
      case "/sso/Authenticator", "/sso/ping" -> Optional.of(madeUp(null));
      default -> Optional.empty();
    };
  }

  /** Answers below {@code /v1/api}; empty for a path outside the login. */
  Optional<Answer> call(String path) {
    return Optional.ofNullable(answers().get(path)).map(body -> madeUp(Json.write(body)));
  }

  private static Answer madeUp(@Nullable String body) {
    return Answer.of(200, BrokerHeaders.of(200), body)
        .withOnlyReason("made up for the login of the gateway program, which accepts any answer");
  }

  private static JsonNode answers() {
    try (InputStream in = GatewayLogin.class.getResourceAsStream(ANSWERS)) {
      return Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8)).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + ANSWERS, e);
    }
  }
}
