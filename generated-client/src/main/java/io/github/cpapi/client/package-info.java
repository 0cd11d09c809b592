/** The client: start at {@link io.github.cpapi.client.CpapiClient}. */
@NullMarked
package io.github.cpapi.client;

import org.jspecify.annotations.NullMarked;
