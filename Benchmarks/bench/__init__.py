"""`tools/bench`: measures nano-runtime on this machine, beside its peers where there are any.

Every number is either a ratio of two measurements of one run, or says what it was measured on.
Servers run on core 0 and clients on core 1, on loopback and ephemeral ports; a server is ended by
its process id. Ways to read it, in order: __main__, then one of http, swap, density, idle.
"""
