/**
 * The recorder: a gateway's answers as recordings that can be shared. Values that belong to a
 * person are replaced by placeholders; {@link io.github.cpapi.mock.leak.LeakGate} then decides what
 * is written.
 */
@NullMarked
package io.github.cpapi.mock.record;

import org.jspecify.annotations.NullMarked;
