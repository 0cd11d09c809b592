/**
 * The operations of the tags contracts and algos: from a symbol to a contract, and what is known of
 * it. All of them only read.
 */
@NullMarked
package io.github.cpapi.mock.contract;

import org.jspecify.annotations.NullMarked;
