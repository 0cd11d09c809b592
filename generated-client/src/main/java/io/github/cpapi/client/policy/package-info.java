/**
 * Which of the broker's questions may be answered with yes, and which option of a prompt is chosen.
 * Only decisions belong here: they read a question and a ticket, and send nothing.
 */
@NullMarked
package io.github.cpapi.client.policy;

import org.jspecify.annotations.NullMarked;
