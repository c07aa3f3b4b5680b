/** How results look: tables, JSON, CSV; data on standard output, all else on standard error. */
package io.tributary.cli.output;
