package io.github.cpapi.mock.scenario;

import java.math.BigDecimal;

/**
 * The position of each account in a contract when the mock starts.
 *
 * @param conid the contract, one of the scenario's
 * @param quantity the units; negative if short
 */
public record Position(long conid, BigDecimal quantity) {}
