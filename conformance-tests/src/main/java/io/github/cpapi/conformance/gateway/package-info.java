/**
 * The gateways that a run can talk to, what each of them offers, and the connections to them. A
 * clause never knows which one it runs on.
 */
@NullMarked
package io.github.cpapi.conformance.gateway;

import org.jspecify.annotations.NullMarked;
