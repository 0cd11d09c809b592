/**
 * What a trader writes: tickets, brackets, groups, and the fields of TWS. Nothing here is sent, and
 * no broker is asked; an instrument becomes a contract in {@code client.contract}.
 */
@NullMarked
package io.github.cpapi.client.ticket;

import org.jspecify.annotations.NullMarked;
