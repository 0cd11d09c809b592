/** The findings for readers: text, JSON, Markdown, HTML, JUnit and annotations of GitHub. */
@NullMarked
package io.github.cpapi.conformance.drift.report;

import org.jspecify.annotations.NullMarked;
