package io.github.cpapi.conformance.drift.compare;

/**
 * What is compared.
 *
 * @param all also operations that the contract lacks
 * @param contract whether one side is the contract, which says where its gateway is and how often a
 *     body is sent, but nothing about security
 */
record Scope(boolean all, boolean contract) {}
