#!/usr/bin/env python3
"""The forward pass of every method once more, in PyTorch and double precision, from the equations of docs/methods.md.

    methods.py            writes vectors.json beside this file
    methods.py --check    compares with it instead; exit status 1 when a number differs

Weights, biases and patches are a formula of the tensor's name and the number's place (`value`), which
tests/plugins/method_vectors_test.cpp computes too, so that only the resulting logits need to be kept.
"""
import json
import math
import pathlib
import sys

import torch

SENSORS = [("HS", 3), ("SAR", 1), ("LiDAR", 2)]
CLASSES, PATCH, GRID, ENCODER = 3, 6, 3, 8
WIDTH, HEADS, BLOCKS, RATIO = 128, 2, 7, 2
M, TOKENS = len(SENSORS), GRID * GRID
PATTERNS = range(1, 2**M)  # bit i is sensor i

CASES = [
    {"method": "frozen-baseline", "parameters": {}},
    {"method": "mamol", "parameters": {}},
    {"method": "moe-replace", "parameters": {}},
    {"method": "moe-replace", "parameters": {"placement": "last-2x3", "top-k": 3}},
    {"method": "moe-adapt", "parameters": {}},
    {"method": "moe-adapt", "parameters": {"placement": "head-2x3", "top-k": 2, "rank": 4}},
    {"method": "moe-task", "parameters": {}},
    {"method": "moe-task", "parameters": {"top-k": 1, "pattern-code": 5}},
    {"method": "mmp", "parameters": {}},
    {"method": "mmp", "parameters": {"level": "attention"}},
    {"method": "mmp", "parameters": {"level": "attention", "prompt-length": 6, "prompt-blocks": 7}},
    {"method": "mmp", "parameters": {"prompt-length": 1, "prompt-blocks": 1}},
    {"method": "dcp", "parameters": {}},
    {"method": "dcp", "parameters": {"prompt-length": 3, "prompt-blocks": 2, "bottleneck": 4}},
    {"method": "dcp", "parameters": {"prompt-length": 2, "correlated": False}},
    {"method": "dcp", "parameters": {"prompt-length": 2, "common": False}},
    {"method": "dcp", "parameters": {"prompt-length": 2, "dynamic": False}},
]


def scale_of(name):
    """(offset, factor) of a tensor's numbers: norms about 1, routers sharp enough to choose, the rest small."""
    if ".norm" in name and name.endswith("weight"):
        return 1.0, 0.1
    if "gate.weight" in name or name.startswith("patch"):
        return 0.0, 1.0
    if "prompts" in name and (name.endswith((".shared", ".own")) or ".initial." in name):
        return 0.0, 0.5
    return 0.0, 0.1


def value(name, *shape):
    seed = 2166136261
    for byte in name.encode():
        seed = (seed ^ byte) * 16777619 % 2**32
    count = math.prod(shape)
    x = (torch.arange(count) * 2654435761 + seed) % 2**32
    x ^= x >> 16
    x = x * 73244475 % 2**32
    x ^= x >> 16
    offset, factor = scale_of(name)
    unit = (x % 2001).double() / 1000 - 1
    return (offset + factor * unit).float().double().reshape(shape)


def linear(x, name, outputs, bias=True):
    y = x @ value(name + ".weight", outputs, x.shape[-1]).T
    return y + value(name + ".bias", outputs) if bias else y


def norm(x, name):
    x = x - x.mean(-1, keepdim=True)
    x = x / torch.sqrt((x * x).mean(-1, keepdim=True) + 1e-5)
    return x * value(name + ".weight", x.shape[-1]) + value(name + ".bias", x.shape[-1])


def gelu(x):
    return 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))


def quick_gelu(x):
    return x / (1 + torch.exp(-1.702 * x))


def softmax(x):
    e = torch.exp(x - x.max(-1, keepdim=True).values)
    return e / e.sum(-1, keepdim=True)


def keep_largest(weights, count):
    """All but the `count` largest of each row become zero; of equal ones the first stays."""
    order = torch.sort(weights, dim=-1, descending=True, stable=True).indices[..., :count]
    return torch.zeros_like(weights).scatter(-1, order, weights.gather(-1, order))


def encode(name, bands):
    patch = value("patch." + name, bands, PATCH, PATCH)
    step = PATCH // GRID
    spectral = value(f"encoder.{name}.spectral.weight", ENCODER, bands, 1, 1)[:, :, 0, 0]
    pixels = gelu(torch.einsum("eb,brc->erc", spectral, patch) + value(f"encoder.{name}.spectral.bias", ENCODER)[:, None, None])
    spatial = value(f"encoder.{name}.spatial.weight", WIDTH, ENCODER, step, step)
    bias = value(f"encoder.{name}.spatial.bias", WIDTH)
    cells = [pixels[:, r * step:(r + 1) * step, c * step:(c + 1) * step] for r in range(GRID) for c in range(GRID)]
    return torch.stack([torch.einsum("oerc,erc->o", spatial, cell) + bias for cell in cells])


def embed(bits):
    position = value("backbone.position", 1 + TOKENS, WIDTH)
    modality = value("embedding.modality", M, WIDTH)
    rows = [value("backbone.class", 1, WIDTH) + position[:1]]
    for i, (name, bands) in enumerate(SENSORS):
        tokens = encode(name, bands) if bits >> i & 1 else torch.zeros(TOKENS, WIDTH).double()
        rows.append(tokens + position[1:] + modality[i])
    return norm(torch.cat(rows), "backbone.norm0")


def attention(z, block, keys=None, values=None):
    """Keys and values put before those of the sequence, as they are."""
    q, k, v = linear(z, f"backbone.{block}.qkv", 3 * WIDTH).chunk(3, -1)
    if keys is not None:
        k, v = torch.cat([keys, k]), torch.cat([values, v])
    part = WIDTH // HEADS
    heads = []
    for h in range(HEADS):
        s = slice(h * part, (h + 1) * part)
        heads.append(softmax(q[:, s] @ k[:, s].T / math.sqrt(part)) @ v[:, s])
    return linear(torch.cat(heads, -1), f"backbone.{block}.projection", WIDTH)


def feed_forward(z, name):
    return linear(quick_gelu(linear(z, name + ".fc1", RATIO * WIDTH)), name + ".fc2", WIDTH)


def low_rank(z, name, rank):
    return z @ value(name + ".a", rank, WIDTH).T @ value(name + ".b", WIDTH, rank).T


def bits_vector(bits):
    return torch.tensor([float(bits >> i & 1) for i in range(M)], dtype=torch.double)


def gates(z, bits, block, count, top, code=0, hidden=0):
    name = f"blocks.{block}.router"
    if code:
        psi = linear(bits_vector(bits), name + ".pattern", code)
        z = torch.cat([z, psi.expand(len(z), code)], -1)
    if hidden:
        z = gelu(linear(z, name + ".project", hidden))
    return keep_largest(softmax(linear(z, name + ".gate", count, bias=False)), top)


class Frozen:
    """The frozen backbone: what every method changes in one of these four places."""

    def __init__(self, bits, parameters):
        self.bits = bits
        self.parameters = parameters

    def enter(self, h, block):
        return h

    def attend(self, z, block):
        return attention(z, block)

    def transform(self, z, block):
        return feed_forward(z, f"backbone.{block}")

    def logits(self):
        h = embed(self.bits)
        for block in range(BLOCKS):
            h = self.enter(h, block)
            h = h + self.attend(norm(h, f"backbone.{block}.norm1"), block)
            h = h + self.transform(norm(h, f"backbone.{block}.norm2"), block)
        h = norm(h[-(1 + M * TOKENS):], "backbone.norm3")
        parts = [h[0]] + [h[1 + i * TOKENS:1 + (i + 1) * TOKENS].mean(0) for i in range(M)]
        return linear(torch.cat(parts), "head", CLASSES)

    def get(self, name, default):
        return self.parameters.get(name, default)

    def pattern_row(self, name, length):
        """What is learned for this pattern of sensors: what all patterns share, and its own."""
        return value(name + ".shared", length, WIDTH) + value(name + ".own", len(PATTERNS), length, WIDTH)[self.bits - 1]


class Mamol(Frozen):
    def transform(self, z, block):
        y = feed_forward(z, f"backbone.{block}")
        if block < BLOCKS - 6:
            return y
        g = gates(z, self.bits, block, 2, 1, code=16, hidden=32)
        for k in range(2):
            y = y + g[:, k:k + 1] * low_rank(z, f"blocks.{block}.experts.dynamic {k + 1}", 8)
        y = y + low_rank(z, f"blocks.{block}.experts.shared", 8)
        for i, (name, _) in enumerate(SENSORS):
            if self.bits >> i & 1:
                y = y + low_rank(z, f"blocks.{block}.experts.modality.{name}", 8)
        return y


class Mixture(Frozen):
    """K experts of one kind; Eq. 7 to 9."""
    code, all_by_default = 0, True

    def adapted(self, block):
        where, run = self.get("placement", "last-6x2").split("-")
        blocks, experts = map(int, run.split("x"))
        first = BLOCKS - blocks if where == "last" else 0
        return experts if first <= block < first + blocks else 0

    def mixture(self, z, block, count, expert):
        top = self.get("top-k", 0 if self.all_by_default else 1) or count
        g = gates(z, self.bits, block, count, top, code=self.get("pattern-code", self.code))
        names = [f"blocks.{block}.experts.expert {k + 1}" for k in range(count)]
        return sum(g[:, k:k + 1] * expert(z, name) for k, name in enumerate(names))

    def transform(self, z, block):
        y = feed_forward(z, f"backbone.{block}")
        if count := self.adapted(block):
            y = y + self.mixture(z, block, count, lambda x, name: low_rank(x, name, self.get("rank", 8)))
        return y


class MoeTask(Mixture):
    code = 16


class MoeReplace(Mixture):
    all_by_default = False

    def transform(self, z, block):
        count = self.adapted(block)
        return self.mixture(z, block, count, feed_forward) if count else feed_forward(z, f"backbone.{block}")


class Mmp(Frozen):
    def prompt(self, block):
        return self.pattern_row(f"blocks.{block}.prompts.pattern", self.get("prompt-length", 16))

    def prompted(self, block, level):
        return block < self.get("prompt-blocks", 6) and self.get("level", "input") == level

    def enter(self, h, block):
        return torch.cat([self.prompt(block), h]) if self.prompted(block, "input") else h

    def attend(self, z, block):
        if not self.prompted(block, "attention"):
            return attention(z, block)
        keys, values = self.prompt(block).chunk(2)
        return attention(z, block, keys, values)


class Dcp(Frozen):
    def __init__(self, bits, parameters):
        super().__init__(bits, parameters)
        self.length = self.get("prompt-length", 12)
        self.above = None  # the correlated prompts of the block above, one a modality

    def bottleneck(self, x, name, width):
        hidden = width // self.get("bottleneck", 16)
        return linear(gelu(linear(x, name + ".down", hidden)), name + ".up", WIDTH)

    def correlated(self, block):
        if self.above is None:
            self.above = [value(f"blocks.{block}.prompts.initial.{name}", 2, self.length, WIDTH)[self.bits >> i & 1]
                          for i, (name, _) in enumerate(SENSORS)]
        together = torch.cat(self.above, -1)
        names = [f"blocks.{block}.prompts.correlated.{name}" for name, _ in SENSORS]
        self.above = [self.bottleneck(norm(together, name + ".norm"), name, M * WIDTH) for name in names]
        return self.above

    def common(self, block):
        shared = self.pattern_row(f"blocks.{block}.prompts.common", self.length)
        return [self.bottleneck(shared, f"blocks.{block}.prompts.common.{name}", WIDTH) for name, _ in SENSORS]

    def dynamic(self, block, h):
        prompts = []
        for i, (name, _) in enumerate(SENSORS):
            name = f"blocks.{block}.prompts.dynamic.{name}"
            features = h[1 + i * TOKENS:1 + (i + 1) * TOKENS]
            into, shift = value(name + ".in.weight", 3 * WIDTH, WIDTH), value(name + ".in.bias", 3 * WIDTH)
            q = self.pattern_row(name + ".query", self.length) @ into[:WIDTH].T + shift[:WIDTH]
            k = features @ into[WIDTH:2 * WIDTH].T + shift[WIDTH:2 * WIDTH]
            v = features @ into[2 * WIDTH:].T + shift[2 * WIDTH:]
            prompts.append(linear(softmax(q @ k.T / math.sqrt(WIDTH)) @ v, name + ".out", WIDTH))
        return prompts

    def enter(self, h, block):
        if block >= self.get("prompt-blocks", 6):
            return h
        new = list(self.correlated(block)) if self.get("correlated", True) else []
        if block > 0:
            return torch.cat(new + [h[len(new) * self.length:]])
        new += self.common(block) if self.get("common", True) else []
        new += self.dynamic(block, h) if self.get("dynamic", True) else []
        return torch.cat(new + [h])


METHODS = {"frozen-baseline": Frozen, "mamol": Mamol, "moe-replace": MoeReplace, "moe-adapt": Mixture,
           "moe-task": MoeTask, "mmp": Mmp, "dcp": Dcp}


def main():
    path = pathlib.Path(__file__).with_name("vectors.json")
    cases = []
    for case in CASES:
        rows = [METHODS[case["method"]](bits, case["parameters"]).logits() for bits in PATTERNS]
        cases.append({**case, "logits": [[round(float(x), 7) for x in row] for row in rows]})
    if "--check" in sys.argv[1:]:
        kept = json.loads(path.read_text())
        for new, old in zip(cases, kept, strict=True):
            same = new["method"] == old["method"] and new["parameters"] == old["parameters"]
            if not same or not torch.allclose(torch.tensor(new["logits"]), torch.tensor(old["logits"]), rtol=0, atol=2e-6):
                sys.exit(f"{path.name}: {new['method']} {new['parameters']} is computed otherwise now")
        return
    path.write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")


if __name__ == "__main__":
    main()
