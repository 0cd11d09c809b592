/**
 * What the generated code uses but the generator cannot generate: annotations, value types, and the
 * masking of personal data.
 */
@NullMarked
package io.github.cpapi.client.wire;

import org.jspecify.annotations.NullMarked;
