/**
 * Decides which of the broker's questions are answered with yes, and which option of a prompt is
 * chosen. Code here reads a question and a ticket, and sends nothing.
 */
@NullMarked
package io.github.cpapi.client.policy;

import org.jspecify.annotations.NullMarked;
