package io.github.cpapi.mock.scenario;

import java.math.BigDecimal;

/**
 * What each account holds of a contract when the mock starts.
 *
 * @param conid the contract, one of the scenario's
 * @param quantity how many units; negative where they are sold short
 */
public record Position(long conid, BigDecimal quantity) {}
