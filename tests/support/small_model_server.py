"""Serves the small real model SmolLM2-135M over the OpenAI protocol: `python small_model_server.py MODEL PORT`."""

import sys
import threading

import xllamacpp

params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.n_ctx, params.n_parallel = 8192, 1
params.sampling.penalty_repeat = 1.1  # so small a model repeats itself without end otherwise
params.hostnames, params.port = ["127.0.0.1"], int(sys.argv[2])
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1  # two wait for each other on a busy machine
server = xllamacpp.Server(params)
threading.Event().wait()
