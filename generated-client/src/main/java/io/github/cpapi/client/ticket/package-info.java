/**
 * What a trader writes: tickets, brackets, groups, and orders with the fields of TWS. Nothing here
 * calls the gateway; {@code client.contract} finds the contract of an instrument.
 */
@NullMarked
package io.github.cpapi.client.ticket;

import org.jspecify.annotations.NullMarked;
