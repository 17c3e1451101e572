"""Reads the weights of a demonstration policy back out of its ONNX folder."""

import json
import os

import numpy as np
import onnx
import torch
from onnx import numpy_helper


def read(path):
    """(config, parameters) of a folder that export.py wrote."""
    j = json.load(open(os.path.join(path, "config.json"), encoding="utf-8"))
    c = dict(vocab=j["vocab_size"], dim=j["hidden_size"], layers=j["num_hidden_layers"], heads=j["num_attention_heads"], head_dim=j["head_dim"],
             ff=j["intermediate_size"], theta=j["rope_theta"], eps=j["rms_norm_eps"], positions=j["max_position_embeddings"])
    w = {t.name: numpy_helper.to_array(t) for t in onnx.load(os.path.join(path, "model.onnx")).graph.initializer}
    if "model.embed_tokens.weight" not in w or j["model_type"] != "llama":
        raise SystemExit(f"{path} was not written by training/demo/export.py; only such policies can be retrained here.")
    p = {"embed": w["model.embed_tokens.weight"], "norm": w["model.norm.weight"]}
    for i in range(c["layers"]):
        base = f"model.layers.{i}."
        p[f"{i}.norm1"], p[f"{i}.norm2"] = w[base + "input_layernorm.weight"], w[base + "post_attention_layernorm.weight"]
        for s in "qkvo":
            p[f"{i}.w{s}"] = w[f"{base}self_attn.{s}_proj.weight"].T
        for s, name in (("g", "gate"), ("u", "up"), ("d", "down")):
            p[f"{i}.w{s}"] = w[f"{base}mlp.{name}_proj.weight"].T
    return c, {n: torch.from_numpy(np.array(v)) for n, v in p.items()}
