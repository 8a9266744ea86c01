"""The engine against the runtimes that users would otherwise pick, over the same network and pixels.

Every round runs the measured peak of a large matrix product, the engine and each runtime once, one after the other, all
others asleep; ratios are formed round by round, so that what slows the machine for a while slows both sides.
Run by packaging/bench.sh --peers, which installs the runtimes.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from network import Disagreement, check, require_agreement

HERE = Path(__file__).resolve().parent
METHODS = {"mamol": "MaMOL", "frozen-baseline": "bare"}
PRECISIONS = ("bf16", "fp32")
RUNTIMES = {
    "eager": "LibTorch eager", "compile": "torch.compile", "onnxruntime": "ONNX Runtime", "openvino": "OpenVINO",
}
IDLE_SHARE = 0.02  # of a core that sleeping contestants may use


class Failure(Exception):
    pass


class Contestant:
    """A process that is asleep until it is asked for a speed."""

    def __init__(self, name, precision, command, log):
        self.name, self.precision, self.speeds, self.log = name, precision, [], log
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log.open("w"), text=True, bufsize=1
        )
        word, _, rest = self.answer().partition(" ")
        self.skipped = rest.strip() if word == "skip" else None
        self.found = json.loads(rest) if word == "ready" else {}

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            tail = self.log.read_text().strip().splitlines()[-6:]
            raise Failure(f"{self.name} {self.precision} ended early; its last lines:\n" + "\n".join(tail))
        return line

    def measure(self, seconds):
        print("go", seconds, file=self.process.stdin)
        self.speeds.append(float(self.answer()))

    def processor_seconds(self):
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


class Figure:
    """One value a round."""

    def __init__(self, rounds):
        self.rounds = list(rounds)

    def __truediv__(self, other):
        return Figure(a / b for a, b in zip(self.rounds, other.rounds))

    def __mul__(self, factor):
        return Figure(value * factor for value in self.rounds)

    def median(self):
        return median(self.rounds)

    def json(self):
        return {"median": self.median(), "lowest": min(self.rounds), "highest": max(self.rounds)}

    def text(self, digits=2):
        return f"{self.median():.{digits}f} ({min(self.rounds):.{digits}f}–{max(self.rounds):.{digits}f})"


class Match:
    """Engine and runtimes over one network: a backbone with a method."""

    def __init__(self, backbone, method, options, folder):
        self.backbone, self.method, self.options, self.folder = backbone, method, options, folder
        self.peaks, self.engines, self.peers, self.skipped, self.idle = {}, {}, [], [], 0.0

    def run(self):
        export = [self.options.bench, "export", self.folder, self.backbone, self.method, self.options.device]
        if subprocess.run(export).returncode:
            raise Failure(f"peer_bench could not export {self.backbone} {self.method}")
        check(self.folder)
        contestants = []
        try:
            for contestant in self.start():
                contestants.append(contestant)
            for _ in range(self.options.rounds):
                self.round(contestants)
        finally:
            for contestant in contestants:
                contestant.stop()

    def start(self):
        """Starts the contestants, each searching its settings alone."""
        bench, device = self.options.bench, self.options.device
        log = lambda name: self.folder / f"{name}-{precision}.log"
        for precision in self.options.precisions:
            self.peaks[precision] = Contestant("GEMM peak", precision, [bench, "peak", precision, device], log("peak"))
            yield self.peaks[precision]
            engine = Contestant("engine", precision, [bench, "engine", self.folder, precision, device], log("engine"))
            require_agreement(engine.found, precision, "The engine's plan")
            self.engines[precision] = engine
            yield engine
        for runtime in self.options.runtimes:
            for precision in PRECISIONS if device == "cpu" else self.options.precisions:
                if runtime == "onnxruntime" and precision == "bf16":
                    continue  # its processor kernels have no bf16
                command = [sys.executable, HERE / "contestant.py", runtime, self.folder, precision, self.options.search, device]
                peer = Contestant(RUNTIMES[runtime], precision, command, log(runtime))
                if peer.skipped:
                    self.skipped.append(f"{peer.name} {precision}: {peer.skipped}")
                    peer.stop()
                    continue
                note(f"{self.backbone} {self.method}: {peer.name} {precision}: {peer.found['settings']}")
                self.peers.append(peer)
                yield peer

    def round(self, contestants):
        for runner in contestants:
            others = [one for one in contestants if one is not runner]
            before, begin = sum(one.processor_seconds() for one in others), time.perf_counter()
            runner.measure(self.options.seconds)
            used = sum(one.processor_seconds() for one in others) - before
            self.idle = max(self.idle, used / (time.perf_counter() - begin))

    def speed(self, contestant):
        return Figure(contestant.speeds)

    def flops(self):
        return next(iter(self.engines.values())).found["gflop_per_pixel"]

    def best_peer(self, fits=lambda peer: True):
        return max(filter(fits, self.peers), key=lambda peer: self.speed(peer).median(), default=None)

    def ratio(self, precision, peer):
        """Of the engine in a precision to a peer; None where one of them did not run."""
        if peer is None or precision not in self.engines:
            return None
        return self.speed(self.engines[precision]) / self.speed(peer)

    def share(self, contestant):
        """Of the peak; None where the peak of its precision was not measured."""
        peak = self.peaks.get(contestant.precision)
        return peak and self.speed(contestant) * self.flops() / (self.speed(peak) * 1e-9)

    def rows(self):
        for contestant in [*self.engines.values(), *self.peers]:
            yield {
                "backbone": self.backbone, "method": self.method, "contestant": contestant.name,
                "precision": contestant.precision, "px_s": self.speed(contestant),
                "gflops": self.speed(contestant) * self.flops(), "peak_share": self.share(contestant),
                **{f"engine_{p}_over_it": self.ratio(p, contestant) for p in self.engines},
                "settings": contestant.found["settings"],
                **{key: contestant.found[key] for key in ("largest_deviation", "mean_deviation", "labels_equal")},
            }


def note(text):
    print(text, file=sys.stderr, flush=True)


def print_table(match):
    engines = list(match.engines)
    heads = [f"engine {p} / it" for p in engines]
    print(f"\n{match.backbone}, {METHODS[match.method]}, {match.flops():.3f} GFLOP a pixel\n")
    print("| contestant | type | px/s | GFLOP/s | share of peak |", " | ".join(heads), "| labels equal | settings |")
    print("| --- | --- | --- | ---: | --- |", " | ".join("---" for _ in heads), "| ---: | --- |")
    for row in match.rows():
        ratios = " | ".join(row[f"engine_{p}_over_it"].text() for p in engines)
        share = row["peak_share"].text() if row["peak_share"] else "–"
        print(
            f"| {row['contestant']} | {row['precision']} | {row['px_s'].text(0)} | {row['gflops'].median():.0f} "
            f"| {share} | {ratios} | {row['labels_equal']:.2%} | {row['settings']} |"
        )
    for precision, peak in match.peaks.items():
        print(f"\nGEMM peak {precision}: {(match.speed(peak) * 1e-9).text(0)} GFLOP/s")
    for reason in match.skipped:
        print(f"\nNot run: {reason}")
    if match.idle > IDLE_SHARE:
        print(f"\nSleeping contestants took up to {match.idle:.1%} of a core: the figures are disturbed")
    sys.stdout.flush()


def results(matches):
    """The keys that the benchmark's JSON gets."""
    table = [
        {key: value.json() if isinstance(value, Figure) else value for key, value in row.items()}
        for match in matches
        for row in match.rows()
    ]
    keys = {"peers": table}
    against_openvino = []
    for match in matches:
        if match.method != "mamol":
            continue
        best = match.best_peer()
        over_best = match.ratio("bf16", best)
        if over_best:
            keys[f"{match.backbone}_vs_best_peer"] = {**over_best.json(), "peer": f"{best.name} {best.precision}"}
        openvino = match.best_peer(lambda peer: peer.name == RUNTIMES["openvino"] and peer.precision == "fp32")
        over_openvino = match.ratio("fp32", openvino)
        if over_openvino:
            keys[f"{match.backbone}_fp32_vs_openvino"] = over_openvino.json()
            against_openvino.append(over_openvino)
    if against_openvino:  # the network on which the engine does worse
        keys["fp32_vs_openvino"] = min(against_openvino, key=Figure.median).json()
    return keys


def read_results(path):
    """What the file holds already; found out before anything is timed."""
    if not path.resolve().parent.is_dir():
        raise Failure(f"{path} cannot be written: its folder does not exist")
    if not path.exists():
        return {}
    try:
        return dict(json.loads(path.read_text()))
    except (ValueError, TypeError) as problem:
        raise Failure(f"{path} holds no results to add to ({problem}); remove it or name another file") from problem


def options_from(words):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    several = lambda allowed: {"nargs": "+", "choices": list(allowed), "default": list(allowed)}
    parser.add_argument("--bench", type=Path, required=True, help="the program peer_bench")
    parser.add_argument("--json", type=Path, help="a file to which the results are added")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--search", choices=["all", "first"], default="all",
        help="settings that each runtime tries to find its fastest (default all: minutes)",
    )
    parser.add_argument("--seconds", type=float, default=1.0, help="of every contestant in every round (default 1)")
    parser.add_argument("--backbones", **several(["compact", "b16"]))
    parser.add_argument("--methods", **several(METHODS))
    parser.add_argument("--precisions", **several(PRECISIONS), help="of the engine; runtimes run in all they have")
    parser.add_argument("--runtimes", nargs="+", choices=list(RUNTIMES), help="default: all that run on the device")
    parser.add_argument(
        "--device", choices=["cpu", "cuda"], default="cpu",
        help="on cuda only LibTorch and torch.compile run, and only in the engine's precisions",
    )
    options = parser.parse_args(words)
    able = list(RUNTIMES) if options.device == "cpu" else ["eager", "compile"]
    options.runtimes = options.runtimes or able
    if not set(options.runtimes) <= set(able):
        parser.error(f"on {options.device} only these run: {', '.join(able)}")
    return options


def main():
    options = options_from(sys.argv[1:])
    known = read_results(options.json) if options.json else {}
    matches = []
    for backbone in options.backbones:
        for method in options.methods:
            with tempfile.TemporaryDirectory(prefix="lacuna-peers-") as folder:
                match = Match(backbone, method, options, Path(folder))
                match.run()
            matches.append(match)
            print_table(match)
    if options.json:
        text = json.dumps({**known, **results(matches)}, indent=2, ensure_ascii=False)
        options.json.write_text(text + "\n")


if __name__ == "__main__":
    try:
        main()
    except (Failure, Disagreement, OSError) as problem:
        sys.exit(f"compare.py: {problem}")
