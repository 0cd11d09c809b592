/**
 * What steers a mock from outside the API: the clock, logins, fills, prices and the change of
 * scenario, for HTTP and Java alike.
 */
@NullMarked
package io.github.cpapi.mock.simulation;

import org.jspecify.annotations.NullMarked;
