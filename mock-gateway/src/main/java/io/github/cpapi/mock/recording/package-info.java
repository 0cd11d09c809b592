/**
 * Turns recordings into answers: finds the one that plays a situation or fits a request, and fills
 * in the caller's values. The handlers decide the situation.
 */
@NullMarked
package io.github.cpapi.mock.recording;

import org.jspecify.annotations.NullMarked;
