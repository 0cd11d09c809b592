/** The operations of the tags contracts and algos. All of them are read-only. */
@NullMarked
package io.github.cpapi.mock.contract;

import org.jspecify.annotations.NullMarked;
