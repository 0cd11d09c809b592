/**
 * The order desk: a ticket goes in, the broker's questions are answered as a policy says, and a
 * typed outcome comes out.
 */
@NullMarked
package io.github.cpapi.client.order;

import org.jspecify.annotations.NullMarked;
