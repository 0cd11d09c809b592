/**
 * The leak gate: whether a recording may be published. It judges by shape and by the contract's
 * vocabulary, and knows nothing of how recordings are masked.
 */
@NullMarked
package io.github.cpapi.mock.leak;

import org.jspecify.annotations.NullMarked;
