"""`tools/bench http`: what a request and a connection cost, beside what others pay.

In the order of a run: command, workloads (what is asked), answers (is it answered right), rounds
(who is measured when), wrk (one measurement), result, budgets; then page and chart.
"""
