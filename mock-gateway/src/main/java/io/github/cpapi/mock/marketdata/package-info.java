/** The operations of the tag market-data: prices of the scenario and of the admin API. */
@NullMarked
package io.github.cpapi.mock.marketdata;

import org.jspecify.annotations.NullMarked;
