/**
 * The readers of a run's result: {@code results.json}, {@code junit.xml}, {@code report.md}, {@code
 * report.html} and {@code badge.json}. All of them show each status on its own and contain no
 * personal data.
 */
@NullMarked
package io.github.cpapi.conformance.report;

import org.jspecify.annotations.NullMarked;
