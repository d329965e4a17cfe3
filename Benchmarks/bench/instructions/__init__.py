"""`tools/bench instructions`: what a request and the codec's pieces execute, against thresholds."""
