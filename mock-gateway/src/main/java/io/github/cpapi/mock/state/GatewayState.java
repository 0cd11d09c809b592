package io.github.cpapi.mock.state;

/**
 * Everything that changes while a gateway answers. A reset and another scenario replace it as a
 * whole; a logout changes nothing but the session.
 *
 * @param brokerage accounts, orders, open questions, prices
 * @param session the login, and what is forgotten with it
 * @param faults what is to go wrong
 * @param requests what is counted against the limits
 * @param script how far the scenario's recordings have been played
 */
public record GatewayState(
    Brokerage brokerage,
    SessionState session,
    Faults faults,
    RequestCounts requests,
    ScriptProgress script) {}
