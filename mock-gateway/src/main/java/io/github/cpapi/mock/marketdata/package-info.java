/** The operations of the tag market-data: prices of the scenario, as steering has moved them. */
@NullMarked
package io.github.cpapi.mock.marketdata;

import org.jspecify.annotations.NullMarked;
