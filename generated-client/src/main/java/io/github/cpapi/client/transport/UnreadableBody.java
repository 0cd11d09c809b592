package io.github.cpapi.client.transport;

import java.io.IOException;

/** Carries an unreadable body from the converter to the caller. */
final class UnreadableBody extends IOException {

  private static final long serialVersionUID = 1L;

  private final String body;

  UnreadableBody(String body, String why, Throwable cause) {
    super(why, cause);
    this.body = body;
  }

  String body() {
    return body;
  }
}
