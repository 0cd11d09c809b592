/**
 * What the generated code and all other packages share: annotations, value types, checks of
 * arguments, and the masking of personal data.
 */
@NullMarked
package io.github.cpapi.client.wire;

import org.jspecify.annotations.NullMarked;
