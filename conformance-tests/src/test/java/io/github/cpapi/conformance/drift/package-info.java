@NullMarked
package io.github.cpapi.conformance.drift;

import org.jspecify.annotations.NullMarked;
