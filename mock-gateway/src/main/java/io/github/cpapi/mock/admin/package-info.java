/**
 * The mock's admin API below {@code /__admin/cpapi}, one class for each resource. The classes read
 * a request and call {@code simulation}; they hold no state.
 */
@NullMarked
package io.github.cpapi.mock.admin;

import org.jspecify.annotations.NullMarked;
