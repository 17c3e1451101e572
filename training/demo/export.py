"""Writes a policy as an ONNX folder in the Hugging Face Optimum layout. Usage: export.py CHECKPOINT TOKENIZER_FOLDER OUT_FOLDER"""

import json
import os
import shutil
import sys

import numpy as np
import onnx
from onnx import TensorProto as T
from onnx import helper as H
from onnx import numpy_helper

import bpe
import model as M

OPSET = 17


class Graph:
    def __init__(self):
        self.nodes, self.weights, self.n = [], [], 0

    def add(self, op, inputs, outputs=None, name=None, **attributes):
        self.n += 1
        outputs = outputs or [name or f"{op.lower()}_{self.n}"]
        self.nodes.append(H.make_node(op, inputs, outputs, name=f"/{op}_{self.n}", **attributes))
        return outputs[0] if len(outputs) == 1 else outputs

    def const(self, name, array):
        if all(w.name != name for w in self.weights):
            self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def ints(self, *values):
        return self.const("ints_" + "_".join(str(v).replace("-", "m") for v in values), np.array(values, dtype=np.int64))

    def scalar(self, name, value, dtype=np.float32):
        return self.const(name, np.array(value, dtype=dtype))


def build(c, p):
    g, hd, h, d = Graph(), c["head_dim"], c["heads"], c["dim"]
    w = {k: v.detach().float().numpy() for k, v in p.items()}
    g.const("model.embed_tokens.weight", w["embed"])
    x = g.add("Gather", ["model.embed_tokens.weight", "input_ids"])
    half = hd // 2
    inverse = (c["theta"] ** (-np.arange(half, dtype=np.float32) / half)).astype(np.float32)
    angle = g.add("Mul", [g.add("Cast", [g.add("Unsqueeze", ["position_ids", g.ints(1, 3)])], to=T.FLOAT), g.const("inv_freq", inverse)])
    cos, sin = g.add("Cos", [angle]), g.add("Sin", [angle])
    zero, one = g.scalar("zero_i", 0, np.int64), g.scalar("one_i", 1, np.int64)
    length = lambda name: g.add("Gather", [g.add("Shape", [name]), one], axis=0)
    t, total = length("input_ids"), length("attention_mask")
    here = g.add("Unsqueeze", [g.add("Range", [g.add("Sub", [total, t]), total, one]), g.ints(1)])
    causal = g.add("LessOrEqual", [g.add("Unsqueeze", [g.add("Range", [zero, total, one]), g.ints(0)]), here])
    visible = g.add("Cast", [g.add("Unsqueeze", ["attention_mask", g.ints(1, 2)])], to=T.BOOL)
    allowed = g.add("And", [g.add("Unsqueeze", [causal, g.ints(0, 1)]), visible])
    bias = g.add("Where", [allowed, g.scalar("zero_f", 0.0), g.scalar("masked", -1e9)])
    past, present = [], []

    def norm(v, name):
        mean = g.add("ReduceMean", [g.add("Mul", [v, v])], axes=[-1], keepdims=1)
        root = g.add("Sqrt", [g.add("Add", [mean, g.scalar("eps", c["eps"])])])
        return g.add("Mul", [g.add("Div", [v, root]), g.const(name, w_of(name))])

    def w_of(name):
        return names[name]

    names = {"model.norm.weight": w["norm"]}
    for i in range(c["layers"]):
        names[f"model.layers.{i}.input_layernorm.weight"] = w[f"{i}.norm1"]
        names[f"model.layers.{i}.post_attention_layernorm.weight"] = w[f"{i}.norm2"]

    def linear(v, name, matrix, out=None):
        return g.add("MatMul", [v, g.const(name, matrix.T)], name=out)

    def heads(v):
        return g.add("Transpose", [g.add("Reshape", [v, g.ints(0, 0, h, hd)])], perm=[0, 2, 1, 3])

    def rotate(v):
        a, b = g.add("Split", [v], [f"a_{g.n}", f"b_{g.n}"], axis=-1)
        left = g.add("Sub", [g.add("Mul", [a, cos]), g.add("Mul", [b, sin])])
        right = g.add("Add", [g.add("Mul", [b, cos]), g.add("Mul", [a, sin])])
        return g.add("Concat", [left, right], axis=-1)

    for i in range(c["layers"]):
        base = f"model.layers.{i}."
        n = norm(x, base + "input_layernorm.weight")
        q, k, v = (heads(linear(n, f"{base}self_attn.{s}_proj.weight", w[f"{i}.w{s}"])) for s in "qkv")
        q, k = rotate(q), rotate(k)
        k = g.add("Concat", [f"past_key_values.{i}.key", k], name=f"present.{i}.key", axis=2)
        v = g.add("Concat", [f"past_key_values.{i}.value", v], name=f"present.{i}.value", axis=2)
        shape_in, shape_out = ["batch_size", h, "past_sequence_length", hd], ["batch_size", h, "total_sequence_length", hd]
        for s in ("key", "value"):
            past.append(H.make_tensor_value_info(f"past_key_values.{i}.{s}", T.FLOAT, shape_in))
            present.append(H.make_tensor_value_info(f"present.{i}.{s}", T.FLOAT, shape_out))
        scores = g.add("Mul", [g.add("MatMul", [q, g.add("Transpose", [k], perm=[0, 1, 3, 2])]), g.scalar("scale", hd ** -0.5)])
        a = g.add("Softmax", [g.add("Add", [scores, bias])], axis=-1)
        o = g.add("Reshape", [g.add("Transpose", [g.add("MatMul", [a, v])], perm=[0, 2, 1, 3]), g.ints(0, 0, h * hd)])
        x = g.add("Add", [x, linear(o, base + "self_attn.o_proj.weight", w[f"{i}.wo"])])
        n = norm(x, base + "post_attention_layernorm.weight")
        gate = linear(n, base + "mlp.gate_proj.weight", w[f"{i}.wg"])
        up = linear(n, base + "mlp.up_proj.weight", w[f"{i}.wu"])
        act = g.add("Mul", [g.add("Mul", [gate, g.add("Sigmoid", [gate])]), up])
        x = g.add("Add", [x, linear(act, base + "mlp.down_proj.weight", w[f"{i}.wd"])])
    head = g.add("Transpose", ["model.embed_tokens.weight"], name="lm_head.weight", perm=[1, 0])
    g.add("MatMul", [norm(x, "model.norm.weight"), head], name="logits")
    inputs = [H.make_tensor_value_info("input_ids", T.INT64, ["batch_size", "sequence_length"]),
              H.make_tensor_value_info("attention_mask", T.INT64, ["batch_size", "total_sequence_length"]),
              H.make_tensor_value_info("position_ids", T.INT64, ["batch_size", "sequence_length"])] + past
    outputs = [H.make_tensor_value_info("logits", T.FLOAT, ["batch_size", "sequence_length", c["vocab"]])] + present
    graph = H.make_graph(g.nodes, "main_graph", inputs, outputs, g.weights)
    result = H.make_model(graph, opset_imports=[H.make_opsetid("", OPSET)], producer_name="collabllm-studies")
    result.ir_version = 8
    onnx.checker.check_model(result)
    return result


def write_json(folder, name, value):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
        json.dump(value, f, indent=2, ensure_ascii=False)
        f.write("\n")


def export(c, p, tokenizer, out):
    os.makedirs(out, exist_ok=True)
    onnx.save(build(c, p), os.path.join(out, "model.onnx"))
    shutil.copyfile(os.path.join(tokenizer, "tokenizer.json"), os.path.join(out, "tokenizer.json"))
    write_json(out, "config.json", dict(
        architectures=["LlamaForCausalLM"], model_type="llama", vocab_size=c["vocab"], hidden_size=c["dim"], intermediate_size=c["ff"],
        num_hidden_layers=c["layers"], num_attention_heads=c["heads"], num_key_value_heads=c["heads"], head_dim=c["head_dim"], hidden_act="silu",
        max_position_embeddings=c["positions"], rms_norm_eps=c["eps"], rope_theta=c["theta"], rope_scaling=None, attention_bias=False, mlp_bias=False,
        tie_word_embeddings=True, use_cache=True, bos_token_id=None, eos_token_id=bpe.END, pad_token_id=bpe.PAD, torch_dtype="float32"))
    write_json(out, "generation_config.json", dict(
        do_sample=True, temperature=0.7, top_p=M.TOP_P, min_p=M.MIN_P, max_new_tokens=320, eos_token_id=bpe.END, pad_token_id=bpe.PAD))
    added = {str(i): dict(content=t, lstrip=False, normalized=False, rstrip=False, single_word=False, special=True) for i, t in enumerate(bpe.SPECIAL)}
    write_json(out, "tokenizer_config.json", dict(
        add_bos_token=False, add_eos_token=False, add_prefix_space=False, added_tokens_decoder=added, bos_token=None, eos_token="<|end|>",
        pad_token="<|pad|>", unk_token=None, additional_special_tokens=["<|system|>", "<|user|>", "<|assistant|>"], chat_template=bpe.CHAT_TEMPLATE,
        clean_up_tokenization_spaces=False, model_max_length=c["positions"], tokenizer_class="PreTrainedTokenizerFast"))
    write_json(out, "special_tokens_map.json", dict(eos_token="<|end|>", pad_token="<|pad|>", additional_special_tokens=["<|system|>", "<|user|>", "<|assistant|>"]))


if __name__ == "__main__":
    export(*M.load(sys.argv[1]), sys.argv[2], sys.argv[3])
