"""Makes CLIP models of random weights with transformers and open_clip, and writes what they compute.

    peer_models.py FOLDER

For every model a folder with its weights as the library saves them, and reference.safetensors: `patches` [1, G*G, d], what
the patch convolution gives for one image, and for n = 0 ... blocks `cls.n` and `mean.n` [d], the class token and the mean of
the others behind n blocks, after the last LayerNorm. The models compute in float32, whatever type their file has.
"""

import sys
from pathlib import Path

import open_clip
import torch
from open_clip.push_to_hf_hub import save_config_for_hf
from safetensors.torch import save_file
from transformers import CLIPConfig, CLIPModel, CLIPVisionConfig, CLIPVisionModel

folder = Path(sys.argv[1])


def randomise(model):
    """Every tensor matters: norms that are not one, biases that are not zero, products that keep their size."""
    for name, tensor in model.named_parameters():
        draw = torch.randn_like(tensor)
        if tensor.dim() > 1:
            tensor.data = draw * (0.7 / tensor[0].numel() ** 0.5)
        else:
            tensor.data = 0.2 * draw + (1.0 if "norm" in name or "ln_" in name else 0.0) * name.endswith("weight")
    return model.eval()


def reference(where, vision, convolution, norm, blocks, size, first):
    """Runs the vision model on an image and records what its blocks give. `first` precedes the first block."""
    seen = {}
    states = []
    taps = [convolution.register_forward_hook(lambda _, __, out: seen.update(patches=out.flatten(2).transpose(1, 2)))]
    for module in [first, *blocks]:
        taps.append(module.register_forward_hook(lambda _, __, out: states.append(out[0] if isinstance(out, tuple) else out)))
    vision(torch.randn(1, 3, size, size))
    for tap in taps:
        tap.remove()
    tensors = {"patches": seen["patches"].contiguous()}
    for depth, state in enumerate(states):
        tokens = norm(state)[0]
        tensors[f"cls.{depth}"] = tokens[0].clone()
        tensors[f"mean.{depth}"] = tokens[1:].mean(0)
    save_file(tensors, where / "reference.safetensors")


def huggingface(name, dtype=torch.float32, alone=False, **shape):
    vision = dict(hidden_size=128, intermediate_size=512, num_hidden_layers=3, num_attention_heads=2, image_size=64,
                  patch_size=16) | shape
    if alone:
        model = CLIPVisionModel(CLIPVisionConfig(**vision))
    else:
        text = dict(hidden_size=64, intermediate_size=64, num_hidden_layers=1, num_attention_heads=1, vocab_size=50)
        model = CLIPModel(CLIPConfig(vision_config=vision, text_config=text))
    randomise(model).to(dtype).save_pretrained(folder / name)
    half = (model if alone else model.vision_model).float()
    half = getattr(half, "vision_model", half)
    reference(folder / name, half, half.embeddings.patch_embedding, half.post_layernorm, half.encoder.layers,
              vision["image_size"], half.pre_layrnorm)


def openclip(name, quick_gelu=True, torchscript=False, **shape):
    vision = dict(layers=3, width=128, patch_size=16, image_size=64) | shape
    text = dict(context_length=8, vocab_size=50, width=64, heads=1, layers=1)
    config = dict(embed_dim=32, quick_gelu=quick_gelu, vision_cfg=vision, text_cfg=text)
    model = randomise(open_clip.CLIP(**config))
    where = folder / name
    where.mkdir(parents=True)
    if torchscript:
        image = torch.randn(1, 3, vision["image_size"], vision["image_size"])
        traced = torch.jit.trace(model, (image, torch.ones(1, 8, dtype=torch.long)), check_trace=False)
        traced.half().save(str(where / "model.pt"))
        model.half().float()  # the numbers that the file holds
    else:
        save_file(model.state_dict(), where / "open_clip_model.safetensors")
        model.visual.image_mean, model.visual.image_std = open_clip.OPENAI_DATASET_MEAN, open_clip.OPENAI_DATASET_STD
        save_config_for_hf(model, where / "open_clip_config.json", model_config=config)
    visual = model.visual
    reference(where, visual, visual.conv1, visual.ln_post, visual.transformer.resblocks, vision["image_size"], visual.ln_pre)


torch.manual_seed(3)
with torch.no_grad():
    huggingface("hf")
    huggingface("hf-fp16", dtype=torch.float16)
    huggingface("hf-bf16", dtype=torch.bfloat16)
    huggingface("hf-vision-alone", alone=True)
    huggingface("hf-gelu", hidden_act="gelu")
    huggingface("hf-b16", dtype=torch.float16, alone=True, hidden_size=768, intermediate_size=3072, num_hidden_layers=12,
                num_attention_heads=12, image_size=224)
    openclip("open_clip")
    openclip("open_clip-l14", width=1024, layers=2, patch_size=14, image_size=56)
    openclip("open_clip-gelu", quick_gelu=False)
    openclip("torchscript", torchscript=True, width=768, layers=2)
    openclip("torchscript-gelu", quick_gelu=False, torchscript=True, width=768, layers=1)
    torch.save({"visual.proj": torch.ones(1)}, folder / "pickled.bin")
