/**
 * What a test can steer and read by HTTP, below {@code /__admin/cpapi}: one class for each
 * resource. The classes read a request and call the {@code simulation}; they hold no state.
 */
@NullMarked
package io.github.cpapi.mock.admin;

import org.jspecify.annotations.NullMarked;
