package io.github.cpapi.client.outcome;

import io.github.cpapi.client.wire.Redactor;
import java.time.Instant;

/**
 * One thing that was looked at, or done, to find out what became of an order.
 *
 * @param at when
 * @param where what was looked at, for example {@code live orders}
 * @param seen what was seen, account ids masked
 */
public record AuditEntry(Instant at, String where, String seen) {
  /** Masks account ids. */
  public AuditEntry {
    seen = Redactor.redact(seen);
  }
}
