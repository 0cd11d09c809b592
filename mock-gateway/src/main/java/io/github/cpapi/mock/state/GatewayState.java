package io.github.cpapi.mock.state;

/**
 * The whole mutable state of a gateway. A reset and another scenario replace it; a logout changes
 * only the session.
 *
 * @param brokerage accounts, orders, open questions, prices
 * @param session the login and everything that ends with it
 * @param faults the armed faults
 * @param requests the counts for the rate limits
 * @param script the progress in the scenario's recordings
 */
public record GatewayState(
    Brokerage brokerage,
    SessionState session,
    Faults faults,
    RequestCounts requests,
    ScriptProgress script) {}
