"""Writes backbones of the compact shape with other generated weights, to compare with the pre-trained ones.

    python3 tests/bench/backbone_variants.py BACKBONE DIR

BACKBONE gives names and shapes. scaled-4: normal weights of standard deviation 0.07 in the blocks, four times the usual ones. mimetic:
query-key products near the identity, value-output products near its negative (Trockman and Kolter 2023).
Needs numpy and safetensors."""
import pathlib
import sys

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save_file

USUAL_DEVIATION = 0.0176  # a normal distribution of 0.02, cut at two deviations
HEAD_WIDTH = 64
random = np.random.default_rng(0)


def drawn(tensors, deviation):
    return {name: random.normal(0, deviation, value.shape) if value.ndim == 2 else value for name, value in tensors.items()}


def halves(product, rank):
    left, strength, right = np.linalg.svd(product)
    root = np.sqrt(strength[:rank])
    return left[:, :rank] * root, root[:, None] * right[:rank]


def mimetic(tensors):
    made = drawn(tensors, USUAL_DEVIATION)
    for name in [name for name in made if name.endswith("q_proj.weight")]:
        attention = name[: -len("q_proj.weight")]
        width = made[name].shape[0]
        noise = lambda: random.normal(0, width**-0.5, (width, width))
        queries, keys = zip(*(halves(0.7 * noise() + 0.7 * np.eye(width), HEAD_WIDTH) for _ in range(width // HEAD_WIDTH)))
        made[attention + "q_proj.weight"] = np.concatenate([query.T for query in queries])
        made[attention + "k_proj.weight"] = np.concatenate(keys)
        out, value = halves(0.4 * noise() - 0.4 * np.eye(width), width)
        made[attention + "out_proj.weight"], made[attention + "v_proj.weight"] = out, value
    return made


def main():
    source, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    with safe_open(source, "np") as file:
        tensors = {name: file.get_tensor(name) for name in file.keys()}
    # What learning left in norms and biases goes; embeddings are drawn like the rest.
    tensors = {name: np.ones_like(value) if value.ndim == 1 and "norm" in name and name.endswith("weight") else np.zeros_like(value)
               for name, value in tensors.items()}
    embeddings = [name for name in tensors if "embedding" in name]
    for title, made in (("scaled-4", drawn(tensors, 4 * USUAL_DEVIATION)), ("mimetic", mimetic(tensors))):
        for name in embeddings:
            made[name] = random.normal(0, USUAL_DEVIATION, tensors[name].shape)
        save_file({name: np.ascontiguousarray(value, np.float32) for name, value in made.items()},
                  folder / f"{title}.safetensors", metadata={"format": "lacuna-backbone 1", "drawn": title})


if __name__ == "__main__":
    main()
