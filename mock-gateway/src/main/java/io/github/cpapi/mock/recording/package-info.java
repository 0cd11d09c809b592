/**
 * From a recording to an answer: which one shows a situation, and the caller's own values put into
 * it.
 */
@NullMarked
package io.github.cpapi.mock.recording;

import org.jspecify.annotations.NullMarked;
