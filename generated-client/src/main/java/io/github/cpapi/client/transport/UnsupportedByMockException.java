package io.github.cpapi.client.transport;

import org.jspecify.annotations.Nullable;

/**
 * A mock does not support this request: status 501 with the reason in a header that no real gateway
 * sends. Nothing was placed, changed or cancelled. It does not tell how IBKR would answer.
 */
public final class UnsupportedByMockException extends CpapiException {

  private static final long serialVersionUID = 1L;

  static final int STATUS = 501;
  static final String HEADER = "X-Mock-Why";

  private final String reason;

  UnsupportedByMockException(String operation, String reason, @Nullable String rawBody) {
    super(
        "the mock does not support this: " + reason,
        operation,
        RetrySafety.SAFE,
        STATUS,
        rawBody,
        null);
    this.reason = reason;
  }

  /** Returns the reason in the mock's own words. */
  public String reason() {
    return reason;
  }
}
