package io.github.cpapi.client.transport;

import io.github.cpapi.client.wire.Printed;
import org.jspecify.annotations.Nullable;

/**
 * An answer that came, whatever its status.
 *
 * @param operation the operation that was called
 * @param retrySafety whether the call may be made again
 * @param status the HTTP status
 * @param value what a status of 200 to 299 brought
 * @param errorBody what any other status brought; empty where it had no body
 * @param <T> what the operation answers
 */
public record GatewayResponse<T>(
    String operation, RetrySafety retrySafety, int status, @Nullable T value, String errorBody) {

  @Override
  public String toString() {
    return Printed.of(this);
  }
}
