package io.github.cpapi.mock.ticket;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An order ticket: what the client asks for.
 *
 * @param contract what to trade
 * @param side which way
 * @param quantity how many units, more than 0
 * @param pricing at what price
 * @param timeInForce how long, as sent, for example {@code DAY}
 * @param outsideRegularHours whether it may trade outside regular trading hours
 * @param clientOrderId the client's own name for it ({@code cOID}), or null where none was sent
 */
public record Ticket(
    Contract contract,
    Side side,
    BigDecimal quantity,
    Pricing pricing,
    String timeInForce,
    boolean outsideRegularHours,
    @Nullable String clientOrderId) {}
