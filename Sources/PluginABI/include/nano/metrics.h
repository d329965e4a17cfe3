/* SPDX-License-Identifier: Apache-2.0
 *
 * Host extension nano.metrics/1: numbers for whoever watches the app, by Prometheus' data model.
 *
 * Series are registered by name, once, best in create(); updates take the number that they got, and
 * no lock. They belong to the app: what the next generation registers by the same name, kind and
 * labels goes on where the one before it is.
 */
#ifndef NANO_METRICS_H
#define NANO_METRICS_H

#include "nano/host.h"

#define NANO_METRICS_EXTENSION "nano.metrics/1"

/* Series of one app at most; those that no loaded generation has registered make room. */
#define NANO_METRIC_SERIES_MAX 200
#define NANO_METRIC_NAME_BYTES_MAX 128
#define NANO_METRIC_HELP_BYTES_MAX 1024
#define NANO_METRIC_LABELS_MAX 8
#define NANO_METRIC_LABEL_BYTES_MAX 128 /* of a label's name, and of its value */
#define NANO_METRIC_BUCKETS_MAX 32

#define NANO_METRIC_COUNTER 1   /* only rises */
#define NANO_METRIC_GAUGE 2     /* rises and falls */
#define NANO_METRIC_HISTOGRAM 3 /* counts observations in buckets, and sums them up */

/* Names a series, in the generation that registered it; never 0. */
typedef uint32_t nano_metric;

/* What a series is. The plugin owns all of it; the host copies it. */
typedef struct nano_metric_description {
    uint32_t size; /* sizeof(nano_metric_description) as the plugin knows it */
    uint32_t kind; /* NANO_METRIC_... */

    /* [a-zA-Z_:][a-zA-Z0-9_:]*, such as "orders_total"; "nano_..." is the host's own. Series of one
     * name are of one kind. */
    nano_bytes name;

    nano_bytes help; /* one sentence of UTF-8, or empty; that of the last registration counts */

    /* Fixed names and values: names [a-zA-Z_][a-zA-Z0-9_]*, each once, not beginning with "__",
     * and neither "app" nor "le", which are the host's; values UTF-8. */
    const nano_header *labels;
    size_t label_count;

    /* Of a histogram: the upper bounds of its buckets, inclusive, finite and rising; one without a
     * bound is added. With other buckets than before it begins anew. */
    const double *buckets;
    size_t bucket_count;
} nano_metric_description;

/* Every function takes the host that create() was given. */
typedef struct nano_metrics {
    uint32_t size;     /* sizeof(nano_metrics) as the host knows it */
    uint32_t reserved; /* 0 */

    /* Registers a series, or finds it; `*metric` gets its number, the same for the same series.
     * Errors: NANO_ERROR_INVALID: a rule of nano_metric_description is broken, or the name is of
     * another kind; NANO_ERROR_LIMIT: NANO_METRIC_SERIES_MAX.
     * [any-thread] */
    int32_t (*add_series)(const nano_host *host, const nano_metric_description *description,
                          nano_metric *metric);

    /* Adds to a counter, then at least 0, or to a gauge.
     * Errors: NANO_ERROR_INVALID: no such series, a histogram, or a value that is not finite, or
     * negative for a counter.
     * [any-thread] */
    int32_t (*add)(const nano_host *host, nano_metric metric, double value);

    /* Sets a gauge, to any value.
     * Errors: NANO_ERROR_INVALID: no such series, or no gauge.
     * [any-thread] */
    int32_t (*set)(const nano_host *host, nano_metric metric, double value);

    /* Counts a value in a histogram.
     * Errors: NANO_ERROR_INVALID: no such series, no histogram, or a value that is not finite.
     * [any-thread] */
    int32_t (*observe)(const nano_host *host, nano_metric metric, double value);
} nano_metrics;

NANO_STATIC_ASSERT(sizeof(nano_metric_description) == 72, "nano_metric_description 1 is 72 bytes");
NANO_STATIC_ASSERT(offsetof(nano_metric_description, name) == 8, "nano_metric_description.name");
NANO_STATIC_ASSERT(offsetof(nano_metric_description, buckets) == 56,
                   "nano_metric_description.buckets");
NANO_STATIC_ASSERT(sizeof(nano_metrics) == 40, "nano_metrics 1 is 40 bytes");
NANO_STATIC_ASSERT(offsetof(nano_metrics, add_series) == 8, "nano_metrics.add_series");
NANO_STATIC_ASSERT(offsetof(nano_metrics, observe) == 32, "nano_metrics.observe");

#endif
