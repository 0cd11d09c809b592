package io.github.cpapi.client.session;

import static java.util.Objects.requireNonNullElse;

import io.github.cpapi.client.reply.TickleReply;
import io.github.cpapi.client.transport.CpapiException;
import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.generated.model.AuthStatus;
import io.github.cpapi.generated.model.BrokerageSessionReply;
import io.github.cpapi.generated.model.Tickle;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Interprets the gateway's answers about the session. */
final class Diagnosis {

  private static final String NO_SESSION = "no session";

  private Diagnosis() {}

  static SessionState ofStatus(Supplier<AuthStatus> question) {
    return of(() -> of(question.get(), false));
  }

  static SessionState ofTickle(Supplier<TickleReply> question) {
    return of(() -> of(question.get()));
  }

  static Initialisation of(BrokerageSessionReply reply) {
    if (isTrue(reply.competing())) {
      return new Initialisation.HeldByAnother(reply);
    }
    // The full form has no such member (Q87).
    boolean refused = Boolean.FALSE.equals(reply.passed());
    return reply.authenticated() && reply.connected() && !refused
        ? new Initialisation.Opened(reply)
        : new Initialisation.Refused(
            why(reply.authenticated(), reply.connected(), reply.fail(), reply.message()), reply);
  }

  private static SessionState of(Supplier<SessionState> question) {
    try {
      return question.get();
    } catch (CpapiException e) {
      return ofFailure(e);
    }
  }

  /** Returns what a failed call of the session tells about it. */
  static SessionState ofFailure(CpapiException e) {
    return switch (e.status().orElse(0)) {
      // "Bad Request: no bridge" (Q80)
      case 400 -> new SessionState.BrokerageLost(message(e));
      // The login is missing, or has ended (Q94).
      case 401, 410 -> new SessionState.LoginLost(message(e));
      default -> new SessionState.Unreachable(e);
    };
  }

  private static SessionState of(TickleReply reply) {
    return reply.accept(
        new TickleReply.Visitor<>() {
          @Override
          public SessionState answered(TickleReply.Answered answered) {
            Tickle tickle = answered.tickle();
            return Diagnosis.of(tickle.iserver().authStatus(), isTrue(tickle.collision()));
          }

          @Override
          public SessionState noSession(TickleReply.NoSession none) {
            String error = Redactor.redact(none.error().error());
            return error.equals(NO_SESSION)
                ? new SessionState.LoginLost(error)
                : new SessionState.BrokerageLost(error);
          }
        });
  }

  private static SessionState of(AuthStatus status, boolean collision) {
    if (collision || isTrue(status.competing())) {
      return new SessionState.Competing(status);
    }
    return status.authenticated() && status.connected()
        ? new SessionState.Alive(status)
        : new SessionState.BrokerageLost(whyNot(status));
  }

  static String whyNot(AuthStatus status) {
    return why(status.authenticated(), status.connected(), status.fail(), status.message());
  }

  /**
   * Explains why a brokerage session is not usable, with the gateway's own words if it sent any.
   */
  static String why(
      boolean authenticated, boolean connected, @Nullable String fail, @Nullable String message) {
    String flags =
        (authenticated ? "authenticated" : "not authenticated")
            + (connected ? ", connected" : ", not connected");
    return Stream.of(flags, fail, message)
        .filter(Objects::nonNull)
        .filter(text -> !text.isBlank())
        .map(Redactor::redact)
        .collect(Collectors.joining("; "));
  }

  private static boolean isTrue(@Nullable Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }

  private static String message(CpapiException e) {
    return requireNonNullElse(e.getMessage(), e.operation());
  }
}
