/**
 * From a recording to an answer: which one plays a situation, which one fits a request, and the
 * caller's own values put into it. What the situation is belongs to the handlers.
 */
@NullMarked
package io.github.cpapi.mock.recording;

import org.jspecify.annotations.NullMarked;
