/**
 * A compiled job in words: what is asked, what each repository does, what leaves it, what opens and
 * to whom. Written for people who have never seen the project.
 */
package io.tributary.cli.jobs.explain;
