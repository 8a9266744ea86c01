"""One runtime over the exported network, as a contestant of compare.py: contestant.py RUNTIME FOLDER PRECISION SEARCH
DEVICE

It looks for the runtime's fastest settings (SEARCH "all"; with "first" it takes the first choice of each), each checked
against the engine's logits before it is timed, and says "ready" and what it found as one line of JSON, or "skip" and a
reason where the runtime cannot do it. Then it answers every line "go SECONDS" on its standard input with pixels a
second. Between two lines it does nothing.
"""

import json
import os
import sys
import tempfile
import time
from pathlib import Path

import torch

from network import Disagreement, Network, Pixels, require_agreement


class Skip(Exception):
    """The runtime cannot run the network here; the reason is for the reader."""


class Runtime:
    """A runtime's settings, and functions made of them. The first choice of each setting is where the search begins."""

    choices = {}

    def __init__(self, folder, precision, device):
        self.folder, self.precision, self.device = folder, precision, device

    def network(self, setting):
        return Network(self.folder, setting["attention"], setting["experts"])

    def prepare(self, setting, pixels):
        """A function without arguments that gives the logits of all pixels as one tensor."""
        raise NotImplementedError


class Eager(Runtime):
    def __init__(self, folder, precision, device):
        super().__init__(folder, precision, device)
        types = {"types": ["cast", "autocast"]} if precision == "bf16" else {}
        self.choices = {"attention": ["fused", "written"], "experts": ["stacked", "apart"], **types, **self.batches()}

    def batches(self):
        return {"batch": [64, 256] if self.device == "cpu" else [4096, 1024]}

    def compiled(self, network):
        return network

    def prepare(self, setting, pixels):
        network = self.network(setting)
        cast, autocast = (setting.get("types") == name for name in ("cast", "autocast"))
        if cast:
            network.to(torch.bfloat16)
        network.to(self.device)
        batches = pixels.batches(setting["batch"], torch.bfloat16 if cast else torch.float32)
        batches = [tuple(tensor.to(self.device) for tensor in batch) for batch in batches]
        function = self.compiled(network)

        def run():
            with torch.no_grad(), torch.autocast(self.device, torch.bfloat16, autocast):
                return torch.cat([function(*batch).to("cpu") for batch in batches])

        return run


class Compiled(Eager):
    def __init__(self, folder, precision, device):
        super().__init__(folder, precision, device)
        types = {"types": ["cast", "autocast"]} if precision == "bf16" else {}
        self.choices = {"attention": ["written", "fused"], "experts": ["stacked", "apart"], **types, **self.batches()}

    def compiled(self, network):
        torch._dynamo.reset()
        # Packs weights, as other runtimes do, and launches a GPU's kernels as one graph.
        options = {"freezing": True, "triton.cudagraphs": self.device != "cpu"}
        return torch.compile(network, dynamic=False, options=options)

    def prepare(self, setting, pixels):
        run = super().prepare(setting, pixels)
        try:
            run()
        except torch._dynamo.exc.TorchDynamoException as problem:
            raise Skip(f"torch.compile failed: {str(problem).strip().splitlines()[0]}") from problem
        return run


class OnnxRuntime(Runtime):
    choices = {"attention": ["written", "fused"], "experts": ["stacked", "apart"], "batch": [64, 256]}

    def prepare(self, setting, pixels):
        import onnxruntime

        batches = pixels.batches(setting["batch"])
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "network.onnx")
            torch.onnx.export(
                self.network(setting), batches[0], path, input_names=["tokens", "bits"], output_names=["logits"],
                opset_version=18, dynamo=False,
            )
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = torch.get_num_threads()
            options.add_session_config_entry("session.force_spinning_stop", "1")  # idle threads sleep between two runs
            session = onnxruntime.InferenceSession(path, options, ["CPUExecutionProvider"])
        inputs = [{"tokens": tokens.numpy(), "bits": bits.numpy()} for tokens, bits in batches]
        return lambda: torch.cat([torch.from_numpy(session.run(None, batch)[0]) for batch in inputs])


class OpenVino(Runtime):
    choices = {
        "hint": ["LATENCY", "THROUGHPUT"],
        "attention": ["fused", "written"],
        "experts": ["stacked", "apart"],
        "batch": [64, 256, 32, 16],
    }

    def prepare(self, setting, pixels):
        import openvino

        batches = pixels.batches(setting["batch"])
        shapes = [openvino.PartialShape(list(tensor.shape)) for tensor in batches[0]]
        model = openvino.convert_model(self.network(setting), example_input=batches[0], input=shapes)
        wanted = {"fp32": "f32", "bf16": "bf16"}[self.precision]
        hints = {
            "INFERENCE_PRECISION_HINT": wanted,
            "PERFORMANCE_HINT": setting["hint"],
            "INFERENCE_NUM_THREADS": torch.get_num_threads(),
        }
        compiled = openvino.Core().compile_model(model, "CPU", hints)
        used = compiled.get_property("INFERENCE_PRECISION_HINT").get_type_name()
        if used != wanted:
            raise Skip(f"OpenVINO runs in {used} on this processor, not in {wanted}")
        # As many requests at once as it has streams: one for LATENCY.
        queue = openvino.AsyncInferQueue(compiled, compiled.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS"))
        logits = [None] * len(batches)

        def keep(request, index):
            logits[index] = torch.from_numpy(request.get_output_tensor().data.copy())

        queue.set_callback(keep)
        inputs = [[tokens.numpy(), bits.numpy()] for tokens, bits in batches]

        def run():
            for index, batch in enumerate(inputs):
                queue.start_async(batch, index, share_inputs=True)
            queue.wait_all()
            return torch.cat(logits)

        return run


RUNTIMES = {"eager": Eager, "compile": Compiled, "onnxruntime": OnnxRuntime, "openvino": OpenVino}


def speed_of(run, pixels, seconds):
    calls, begin = 0, time.perf_counter()
    while True:
        run()
        calls += 1
        elapsed = time.perf_counter() - begin
        if elapsed >= seconds:
            return calls * pixels / elapsed


class Search:
    """One setting after the other, the fastest choice of each kept."""

    def __init__(self, name, runtime, pixels, precision):
        self.name, self.runtime, self.pixels, self.precision = name, runtime, pixels, precision
        self.adapted = any(block.experts for block in Network(runtime.folder).blocks)
        self.best, self.refused = None, None

    def attempt(self, setting):
        words = ", ".join(f"{key} {value}" for key, value in setting.items())
        try:
            run = self.runtime.prepare(setting, self.pixels)
            found = self.pixels.compare(run())
            require_agreement(found, self.precision, f"{self.name} ({words})")
        except (Skip, Disagreement) as problem:
            if isinstance(problem, Disagreement) and self.precision == "fp32":
                raise
            self.refused = problem  # another setting may do
            return
        speed = max(speed_of(run, len(self.pixels.tokens), 0.3) for _ in range(2))  # the less disturbed one
        print(f"{words}: {speed:.0f} px/s", file=sys.stderr, flush=True)
        if self.best is None or speed > self.best[0]:
            self.best = speed, run, setting, words, found

    def fastest(self, search):
        choices = {key: values for key, values in self.runtime.choices.items() if key != "experts" or self.adapted}
        begin = {"experts": "stacked", **{key: values[0] for key, values in choices.items()}}
        self.attempt(begin)
        for key, values in choices.items():
            kept = self.best[2] if self.best else begin
            for value in values[1:] if search == "all" or self.best is None else []:
                self.attempt({**kept, key: value})
        if self.best is None:
            raise self.refused
        return self.best


def main(name, folder, precision, search, device):
    # What libraries print goes to the standard error; the line protocol has the standard output to itself.
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    torch.manual_seed(0)
    pixels = Pixels.read(folder)
    try:
        _, run, _, words, found = Search(name, RUNTIMES[name](folder, precision, device), pixels, precision).fastest(search)
    except Skip as reason:
        print("skip", reason, file=answers)
        return
    except Disagreement as problem:
        sys.exit(f"contestant.py: {problem}")
    print("ready", json.dumps({**found, "settings": words}), file=answers)
    for line in sys.stdin:
        run()  # wakes threads and caches
        print(speed_of(run, len(pixels.tokens), float(line.split()[1])), file=answers)


if __name__ == "__main__":
    main(*sys.argv[1:])
