package io.github.cpapi.client.updates;

import io.github.cpapi.client.frame.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The life of the websocket: session, opening, greeting, heart beats, and the next attempt. Has no
 * thread, no connection and no clock.
 */
final class Link {

  /** A heart beat comes every ten seconds (Q141). */
  static final Duration MAX_SILENCE = Duration.ofSeconds(25);

  /** The gateway wants one each minute. */
  static final Duration TIC_EVERY = Duration.ofSeconds(30);

  /** From the wish to connect to the greeting. */
  private static final Duration MAX_OPENING = Duration.ofSeconds(30);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration MAX_PAUSE = Duration.ofSeconds(30);

  /** What happens outside. */
  interface Outside {
    /** Reads the session's id from the gateway. */
    void readSession();

    /** Opens a new websocket. */
    void open(String session);

    /** Sends a text. */
    void send(String text);

    /** Gives the websocket up; nothing of it is heard any more. */
    void drop();

    /** The gateway has greeted. */
    void greeted();

    /** The websocket is broken. */
    void broken(String why);
  }

  private enum Phase {
    DOWN,
    OPENING,
    UP
  }

  private final Outside outside;
  private final DoubleSupplier jitter;
  private Phase phase = Phase.DOWN;
  private Instant next;
  private Instant openingSince;
  private Instant heardAt;
  private Instant ticAt;
  private Instant upSince;
  private int failures;
  private @Nullable String session;
  private boolean sessionSent;

  /**
   * Begins to connect.
   *
   * @param jitter a number from 0 to 1
   */
  Link(Outside outside, DoubleSupplier jitter, Instant now) {
    this.outside = outside;
    this.jitter = jitter;
    this.next = now;
    this.openingSince = now;
    this.heardAt = now;
    this.ticAt = now;
    this.upSince = now;
  }

  boolean isUp() {
    return phase == Phase.UP;
  }

  /** Does what is due. */
  void tick(Instant now) {
    switch (phase) {
      case DOWN -> {
        if (!now.isBefore(next)) {
          phase = Phase.OPENING;
          openingSince = now;
          session = null;
          sessionSent = false;
          outside.readSession();
        }
      }
      case OPENING -> {
        if (openingSince.plus(MAX_OPENING).isBefore(now)) {
          lost("it does not open", now);
        }
      }
      case UP -> {
        if (heardAt.plus(MAX_SILENCE).isBefore(now)) {
          lost("no heart beat for " + MAX_SILENCE.toSeconds() + " seconds", now);
        } else if (!now.isBefore(ticAt)) {
          ticAt = now.plus(TIC_EVERY);
          outside.send(Subscription.TIC);
        }
      }
    }
  }

  /** The session's id is read. */
  void session(String id) {
    if (phase == Phase.OPENING && session == null) {
      session = id;
      outside.open(id);
    }
  }

  /** A frame has come, whatever it is. */
  void heard(Instant now) {
    heardAt = now;
  }

  /** The gateway does not know the session from the cookie, so that it is sent once. */
  void waitingForSession() {
    if (phase == Phase.OPENING && session != null && !sessionSent) {
      sessionSent = true;
      outside.send(Subscription.logIn(session));
    }
  }

  /** The gateway has greeted; what is sent before that is lost (Q138). */
  void greeting(Instant now) {
    if (phase == Phase.DOWN) {
      return;
    }
    if (phase == Phase.OPENING) {
      upSince = now;
    }
    phase = Phase.UP;
    heardAt = now;
    ticAt = now.plus(TIC_EVERY);
    outside.greeted();
  }

  /** The websocket is closed, broken or cannot be opened. */
  void lost(String why, Instant now) {
    if (phase == Phase.DOWN) {
      return;
    }
    if (phase == Phase.UP && upSince.plus(MAX_PAUSE).isBefore(now)) {
      failures = 0;
    }
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures++, 10));
    pause = pause.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause;
    next = now.plusMillis((long) (pause.toMillis() * (0.5 + jitter.getAsDouble() / 2)));
    phase = Phase.DOWN;
    outside.drop();
    outside.broken(why);
  }
}
