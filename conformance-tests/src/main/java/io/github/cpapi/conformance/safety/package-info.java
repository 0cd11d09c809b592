/**
 * What keeps a run on a real gateway harmless: only listed orders leave, only to a paper account,
 * and all of them are cancelled at the end, also after a crash.
 */
@NullMarked
package io.github.cpapi.conformance.safety;

import org.jspecify.annotations.NullMarked;
