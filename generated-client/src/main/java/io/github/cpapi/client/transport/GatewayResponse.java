package io.github.cpapi.client.transport;

import io.github.cpapi.client.wire.Printed;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the gateway, of any status.
 *
 * @param operation the operation that was called
 * @param retrySafety whether the call may be made again
 * @param status the HTTP status
 * @param value the message of a status of 200 to 299; null for others
 * @param errorBody the body of any other status; empty if it had none
 * @param <T> the type of the message
 */
public record GatewayResponse<T>(
    String operation, RetrySafety retrySafety, int status, @Nullable T value, String errorBody) {

  @Override
  public String toString() {
    return Printed.of(this);
  }
}
