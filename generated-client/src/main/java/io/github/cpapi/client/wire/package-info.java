/**
 * What the generated code needs and the generator cannot write: the values without a class of their
 * own, and annotations.
 */
@NullMarked
package io.github.cpapi.client.wire;

import org.jspecify.annotations.NullMarked;
