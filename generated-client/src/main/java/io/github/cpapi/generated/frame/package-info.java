/** Parts of the frames of the websocket, one immutable class per schema of the contract. */
@NullMarked
package io.github.cpapi.generated.frame;

import org.jspecify.annotations.NullMarked;
