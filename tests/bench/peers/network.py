"""The network that peer_bench exported, in plain PyTorch (METHODS §2, §3), and what its logits must be.

The checkpoint is a model of this program; the frozen weights have CLIP's tensor names. Computations that can be written
in two customary ways are written in both: which one is faster depends on the runtime.
"""

import json
import struct
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

FP32_DEVIATION = 1e-4  # largest difference of logits of order 1
FP32_PIXELS = 0.999  # that keep to it: where two experts tie within rounding, the router may choose the other one
BF16_DEVIATION = 1e-2  # mean difference
BF16_LABELS = 0.99  # share of labels that are the engine's or tie with them
TIE = 0.05  # difference of logits: random weights leave many classes closer than bf16 tells apart


class Disagreement(Exception):
    """A network does not compute what the engine's plain formulation does."""


def read_safetensors(path):
    """Metadata and float32 tensors of a safetensors file."""
    data = bytearray(Path(path).read_bytes())
    (length,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8 : 8 + length])
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        if entry["dtype"] != "F32":
            raise ValueError(f"{path}: {name} is {entry['dtype']}, expected F32")
        begin, end = entry["data_offsets"]
        values = torch.frombuffer(data, dtype=torch.float32, count=(end - begin) // 4, offset=8 + length + begin)
        tensors[name] = values.reshape(entry["shape"])
    return metadata, tensors


@dataclass
class Pixels:
    """Encoder outputs [n, M·g², d], which sensors are there [n, M] (0 or 1), and the engine's logits [n, K]."""

    tokens: torch.Tensor
    bits: torch.Tensor
    logits: torch.Tensor

    @staticmethod
    def read(folder):
        _, tensors = read_safetensors(Path(folder) / "pixels.safetensors")
        count = tensors["availability"].shape[1]
        tokens = torch.cat([tensors[f"tokens.{i}"] for i in range(count)], 1)
        return Pixels(tokens, tensors["availability"], tensors["logits"])

    def batches(self, size, dtype=torch.float32):
        """All pixels in batches of `size`, which must divide them."""
        if len(self.tokens) % size:
            raise ValueError(f"{len(self.tokens)} pixels are no whole number of batches of {size}")
        return list(zip(self.tokens.to(dtype).split(size), self.bits.to(dtype).split(size)))

    def compare(self, logits):
        """Largest and mean deviation, the share of equal labels, and of those that are equal or tie."""
        deviation = (logits.float() - self.logits).abs()
        labels = logits.float().argmax(1, keepdim=True)
        loss = self.logits.amax(1) - self.logits.gather(1, labels).squeeze(1)
        return {
            "largest_deviation": deviation.max().item(),
            "mean_deviation": deviation.mean().item(),
            "pixels_close": deviation.amax(1).le(FP32_DEVIATION).double().mean().item(),
            "labels_equal": loss.eq(0).double().mean().item(),
            "labels_equal_or_tie": loss.le(TIE).double().mean().item(),
        }


def require_agreement(found, precision, who):
    """Raises Disagreement unless what Pixels.compare found is within the precision's bounds."""
    if precision == "fp32":
        fine = found["pixels_close"] >= FP32_PIXELS  # NaN is not close
        expected = f"at most {FP32_DEVIATION:g} at {FP32_PIXELS:.1%} of the pixels"
    else:
        fine = found["mean_deviation"] <= BF16_DEVIATION and found["labels_equal_or_tie"] >= BF16_LABELS
        expected = f"a mean of at most {BF16_DEVIATION:g} and {BF16_LABELS:.0%} of the labels"
    if not fine:
        raise Disagreement(
            f"{who} does not run the engine's network in {precision}: its logits differ by up to "
            f"{found['largest_deviation']:.3g}, {found['mean_deviation']:.3g} in the mean, and "
            f"{found['labels_equal_or_tie']:.2%} of its labels are equal or tie within {TIE}; expected {expected}"
        )


def linear(weight, bias=None):
    layer = nn.Linear(weight.shape[1], weight.shape[0], bias is not None)
    layer.weight = nn.Parameter(weight, False)
    if bias is not None:
        layer.bias = nn.Parameter(bias, False)
    return layer


def layer_norm(weight, bias):
    layer = nn.LayerNorm(len(weight), 1e-5)
    layer.weight, layer.bias = nn.Parameter(weight, False), nn.Parameter(bias, False)
    return layer


class Router(nn.Module):
    """Top-1 of softmax(W gelu(φ [z ; ψ(m)])), for every token; the weight is kept as it is (paper, Eq. 15)."""

    def __init__(self, part, spec):
        super().__init__()
        if spec["topK"] != 1 or spec["hidden"] == 0 or spec["patternCode"] == 0:
            raise ValueError(f"a router with {spec} is not written here, expected topK 1 and widths above 0")
        self.pattern = linear(part("pattern.weight"), part("pattern.bias"))
        self.project = linear(part("project.weight"), part("project.bias"))
        self.gate = linear(part("gate.weight"))
        self.register_buffer("index", torch.arange(self.gate.out_features), False)

    def forward(self, z, bits):
        code = self.pattern(bits).unsqueeze(1).expand(-1, z.shape[1], -1)
        weights = self.gate(F.gelu(self.project(torch.cat([z, code], -1)))).softmax(-1)
        return weights * (weights.argmax(-1, keepdim=True) == self.index)


class Experts(nn.Module):
    """Low-rank branches beside the FFN: Σ gate · B A z. Written "apart", each expert has its two products; "stacked",
    all share two."""

    def __init__(self, spec, tensors, form):
        super().__init__()
        prefix = f"blocks.{spec['block']}."
        self.router = Router(lambda name: tensors[f"{prefix}router.{name}"], spec["router"])
        self.form = form
        self.gates = []  # of each expert: its kind and number among the routed experts or the sensors
        down, up, routed = [], [], 0
        for expert in spec["experts"]:
            kind = "modality." if expert["gate"] == "modality" else ""
            down.append(tensors[f"{prefix}experts.{kind}{expert['name']}.a"])
            up.append(tensors[f"{prefix}experts.{kind}{expert['name']}.b"])
            self.gates.append((expert["gate"], routed if expert["gate"] == "routed" else expert["modality"]))
            routed += expert["gate"] == "routed"
        if form == "apart":
            self.down, self.up = nn.ModuleList(map(linear, down)), nn.ModuleList(map(linear, up))
        else:
            self.down, self.up = linear(torch.cat(down)), linear(torch.cat(up, 1))
            self.ranks = [len(a) for a in down]

    def gate(self, expert, routed, bits):
        kind, number = self.gates[expert]
        if kind == "routed":
            return routed[..., number : number + 1]
        if kind == "modality":
            return bits[:, None, number : number + 1].expand(-1, routed.shape[1], -1)
        return torch.ones_like(routed[..., :1])

    def forward(self, z, bits):
        routed = self.router(z, bits)
        gates = [self.gate(i, routed, bits) for i in range(len(self.gates))]
        if self.form == "apart":
            return sum(gate * up(down(z)) for gate, down, up in zip(gates, self.down, self.up))
        rows = torch.cat([gate.expand(-1, -1, rank) for gate, rank in zip(gates, self.ranks)], -1)
        return self.up(rows * self.down(z))


class Block(nn.Module):
    def __init__(self, part, heads, attention, experts):
        super().__init__()
        pair = lambda name: (part(f"{name}.weight"), part(f"{name}.bias"))
        self.norm1, self.norm2 = layer_norm(*pair("layer_norm1")), layer_norm(*pair("layer_norm2"))
        stacked = zip(*(pair(f"self_attn.{name}_proj") for name in "qkv"))
        self.qkv = linear(*map(torch.cat, stacked))
        self.projection = linear(*pair("self_attn.out_proj"))
        self.fc1, self.fc2 = linear(*pair("mlp.fc1")), linear(*pair("mlp.fc2"))
        self.heads, self.attention_form, self.experts = heads, attention, experts

    def attention(self, z):
        batch, length, width = z.shape
        q, k, v = self.qkv(z).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        if self.attention_form == "fused":
            mixed = F.scaled_dot_product_attention(q, k, v)
        else:
            mixed = ((q @ k.transpose(-2, -1)) * (width // self.heads) ** -0.5).softmax(-1) @ v
        return self.projection(mixed.transpose(1, 2).reshape(batch, length, width))

    def forward(self, h, bits):
        h = h + self.attention(self.norm1(h))
        z = self.norm2(h)
        wide = self.fc1(z)
        change = self.fc2(wide * torch.sigmoid(1.702 * wide))  # QuickGELU
        return h + change if self.experts is None else h + change + self.experts(z, bits)


class Network(nn.Module):
    """tokens [B, M·g², d], bits [B, M] → logits [B, K]."""

    def __init__(self, folder, attention="fused", experts="stacked"):
        super().__init__()
        metadata, trained = read_safetensors(Path(folder) / "checkpoint.safetensors")
        _, frozen = read_safetensors(Path(folder) / "backbone.safetensors")
        model, adaptation = json.loads(metadata["model"]), json.loads(metadata["adaptation"])
        part = lambda name: frozen[f"vision_model.{name}"]
        self.cells, self.sensors = model["tokenGrid"] ** 2, len(model["modalities"])
        position = part("embeddings.position_embedding.weight")
        places = [position[1:] + row for row in trained["embedding.modality"]]
        self.register_buffer("class_token", part("embeddings.class_embedding") + position[:1])
        self.register_buffer("places", torch.cat(places))
        self.pre_norm = layer_norm(part("pre_layrnorm.weight"), part("pre_layrnorm.bias"))
        self.post_norm = layer_norm(part("post_layernorm.weight"), part("post_layernorm.bias"))
        adapted = {spec["block"]: Experts(spec, trained, experts) for spec in adaptation["blocks"]}
        heads = model["backbone"]["heads"]
        block_part = lambda i: lambda name: part(f"encoder.layers.{i}.{name}")
        blocks = (Block(block_part(i), heads, attention, adapted.get(i)) for i in range(model["backbone"]["blocks"]))
        self.blocks = nn.ModuleList(blocks)
        self.head = linear(trained["head.weight"], trained["head.bias"])
        self.eval()

    def forward(self, tokens, bits):
        present = bits.repeat_interleave(self.cells, 1).unsqueeze(-1)
        seen = torch.where(present > 0, tokens, torch.zeros_like(tokens)) + self.places
        h = self.pre_norm(torch.cat([self.class_token.expand(tokens.shape[0], 1, -1), seen], 1))
        for block in self.blocks:
            h = block(h, bits)
        h = self.post_norm(h)
        groups = h[:, 1:].unflatten(1, (self.sensors, self.cells)).mean(2).flatten(1)
        return self.head(torch.cat([h[:, 0], groups], 1))


def check(folder):
    """Both ways of writing the network against the engine's logits; raises Disagreement."""
    pixels = Pixels.read(folder)
    with torch.inference_mode():
        for attention, experts in (("fused", "stacked"), ("written", "apart")):
            network = Network(folder, attention, experts)
            logits = torch.cat([network(*batch) for batch in pixels.batches(64)])
            require_agreement(pixels.compare(logits), "fp32", f"network.py ({attention} attention, experts {experts})")
    return pixels.compare(logits)


if __name__ == "__main__":
    import sys

    try:
        print(check(sys.argv[1]))
    except Disagreement as problem:
        sys.exit(str(problem))
