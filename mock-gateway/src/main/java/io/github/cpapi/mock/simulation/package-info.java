/**
 * Controls a mock from outside the API, for Java and HTTP alike: clock, logins, fills, prices and
 * scenarios.
 */
@NullMarked
package io.github.cpapi.mock.simulation;

import org.jspecify.annotations.NullMarked;
