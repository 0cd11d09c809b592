package io.github.cpapi.client.outcome;

import io.github.cpapi.client.wire.Redactor;
import java.time.Instant;

/**
 * One reading, or one action, that helped to find the outcome of an order.
 *
 * @param at when
 * @param where what was read, for example {@code live orders}
 * @param seen what was seen, account ids masked
 */
public record AuditEntry(Instant at, String where, String seen) {
  /** Masks account ids. */
  public AuditEntry {
    seen = Redactor.redact(seen);
  }
}
