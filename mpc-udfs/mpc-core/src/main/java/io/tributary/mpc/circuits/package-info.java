/**
 * What release rules are written with, made of the steps of {@code io.tributary.mpc.four}: addition
 * of shared bits, comparison, selection, truncation, division, roots, order. Each function adds
 * steps to a circuit; none runs anything. All results are exact; rounds are of four members and do
 * not depend on the number of cells.
 *
 * <p>Anyone may call it; it calls {@code io.tributary.mpc.four} alone.
 */
package io.tributary.mpc.circuits;
