/**
 * Noise for budgeted answers, and what it costs: exact samplers of the discrete Gaussian and
 * Laplace distributions in integers (Canonne, Kamath, Steinke 2020, section 5), privacy loss as
 * zero-concentrated differential privacy, and its conversion to epsilon and delta.
 *
 * <p>Sampling uses no floating-point number: probabilities are ratios of integers, and uniform
 * integers come by rejection from an AES-256-CTR stream. It is deterministic in the seed, so that
 * noise can be audited with the rest of a contribution, and a seed must never serve twice. How long
 * a sample takes depends on its value; who can time single samples learns something of them.
 * Accounting is in floating point, rounded against the budget's holder, and durable amounts are
 * integers.
 *
 * <p>Anyone may call it; it calls seeds and key streams of {@code io.tributary.mpc}, and the JDK.
 */
package io.tributary.mpc.noise;
