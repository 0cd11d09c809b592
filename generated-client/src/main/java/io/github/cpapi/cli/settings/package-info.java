/**
 * Which gateway, what it is trusted by, and the limits of orders: from options, the environment and
 * the configuration file.
 */
@NullMarked
package io.github.cpapi.cli.settings;

import org.jspecify.annotations.NullMarked;
