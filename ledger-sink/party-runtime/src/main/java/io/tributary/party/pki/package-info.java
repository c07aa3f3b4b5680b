/**
 * The federation's certificate authority and TLS material in PEM files, for Kafka and HTTPS. Called
 * by provisioning and by mains that listen or connect; never imports Spark, Kafka or web3j.
 */
package io.tributary.party.pki;
