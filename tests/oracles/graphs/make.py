"""make.py FOLDER: writes the graphs of families.py and genai.py without their weights, one NAME.onnx.gz and NAME.json each.

A weight keeps its shape; mean and deviation stand in its doc_string, and tests/CollabLLM.TestKit/Onnx/PublishedStructure.cs fills it with seeded numbers.
Needs Debian's python3-torch and python3-onnx. Run again only to add a form; the tests read what lies here.
"""
import gzip
import io
import json
import sys
from pathlib import Path
import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from families import CONTEXT, HEAD, HEADS, HIDDEN, LAYERS, VOCABULARY, families
from genai import graphs

SMALL = 64


def exported(model):
    kv = getattr(getattr(model, 'o', None), 'kv', HEADS)
    kv_type = getattr(getattr(model, 'o', None), 'kv_type', torch.float32)
    names = [f'past_key_values.{layer}.{part}' for layer in range(LAYERS) for part in ('key', 'value')]
    outputs = ['logits'] + [n.replace('past_key_values', 'present') for n in names]
    ids = torch.randint(0, VOCABULARY, (2, 3))
    past = [torch.randn(2, kv, 5, HEAD).to(kv_type) for _ in names]
    axes = {'input_ids': {0: 'batch', 1: 'new'}, 'attention_mask': {0: 'batch', 1: 'total'}, 'position_ids': {0: 'batch', 1: 'new'}, 'logits': {0: 'batch', 1: 'new'}}
    axes.update({n: {0: 'batch', 2: 'past'} for n in names})
    axes.update({n: {0: 'batch', 2: 'total'} for n in outputs[1:]})
    more = {'num_logits_to_keep': torch.tensor(2)} if getattr(getattr(model, 'o', None), 'keeps', False) else {}
    file = io.BytesIO()
    with torch.no_grad():
        torch.onnx.export(model.eval(), (ids, torch.ones(2, 8, dtype=torch.long), torch.arange(5, 8)[None].expand(2, -1), *past, *more.values()), file, opset_version=16,
                          input_names=['input_ids', 'attention_mask', 'position_ids', *names, *more], output_names=outputs, dynamic_axes=axes)
    return onnx.load_from_string(file.getvalue())


def without_weights(model, kept=()):
    for tensor in model.graph.initializer:
        array = numpy_helper.to_array(tensor)
        if array.size <= SMALL or tensor.name in kept or array.dtype in (np.bool_, np.int64):
            continue
        tensor.doc_string = f'{array.astype(np.float64).mean():.4g} {array.astype(np.float64).std():.4g}'
        for field in ('raw_data', 'float_data', 'int32_data'):
            tensor.ClearField(field)
    for node in model.graph.node:
        node.doc_string = ''
    return model


def in_half(model):
    """Every float number of the graph in fp16, as an export of half precision weights gives it."""
    graph = model.graph
    for tensor in graph.initializer:
        if tensor.data_type == TensorProto.FLOAT:
            tensor.CopyFrom(numpy_helper.from_array(np.clip(numpy_helper.to_array(tensor), -65504, 65504).astype(np.float16), tensor.name))
    for node in graph.node:
        for attribute in node.attribute:
            if node.op_type == 'Cast' and attribute.i == TensorProto.FLOAT:
                attribute.i = TensorProto.FLOAT16
            if attribute.name == 'value' and attribute.t.data_type == TensorProto.FLOAT:
                attribute.t.CopyFrom(numpy_helper.from_array(np.clip(numpy_helper.to_array(attribute.t), -65504, 65504).astype(np.float16)))
    for value in [*graph.input, *graph.output]:
        if value.type.tensor_type.elem_type == TensorProto.FLOAT:
            value.type.tensor_type.elem_type = TensorProto.FLOAT16
    del graph.value_info[:]
    return model


def quantised(model, dynamic):
    """Products with constant weights in 8 bits: dynamic as onnxruntime's quantize_dynamic writes it, otherwise weights behind DequantizeLinear."""
    graph, nodes, constants = model.graph, [], {t.name: t for t in model.graph.initializer}
    for node in graph.node:
        weight = constants.get(node.input[1]) if node.op_type == 'MatMul' else None
        if weight is None:
            nodes.append(node)
            continue
        n, x, y = weight.name, node.input[0], node.output[0]
        array = numpy_helper.to_array(weight)
        graph.initializer.extend([
            numpy_helper.from_array(np.random.default_rng(1).integers(-127, 128, array.shape, dtype=np.int8), f'{n}_quantized'),
            numpy_helper.from_array(np.array(array.std() / 73, np.float32), f'{n}_scale'),
            numpy_helper.from_array(np.array(0, np.int8), f'{n}_zero_point')])
        graph.initializer.remove(weight)
        make = helper.make_node
        if dynamic:
            nodes += [make('DynamicQuantizeLinear', [x], [f'{y}_x', f'{y}_scale', f'{y}_zero']),
                      make('MatMulInteger', [f'{y}_x', f'{n}_quantized', f'{y}_zero', f'{n}_zero_point'], [f'{y}_int']),
                      make('Cast', [f'{y}_int'], [f'{y}_float'], to=TensorProto.FLOAT),
                      make('Mul', [f'{y}_scale', f'{n}_scale'], [f'{y}_scales']),
                      make('Mul', [f'{y}_float', f'{y}_scales'], [y])]
        else:
            nodes += [make('DequantizeLinear', [f'{n}_quantized', f'{n}_scale', f'{n}_zero_point'], [f'{n}_dequantized']),
                      make('MatMul', [x, f'{n}_dequantized'], [y])]
    del graph.node[:]
    graph.node.extend(nodes)
    return model


def write(folder, name, model, config):
    onnx.checker.check_model(model) if 'genai' not in name else None
    (folder / f'{name}.onnx.gz').write_bytes(gzip.compress(without_weights(*model if isinstance(model, tuple) else (model,)).SerializeToString(), mtime=0))
    (folder / f'{name}.json').write_text(json.dumps(config) + '\n')


def plain_config(family, kv, more):
    return {'model_type': family, 'num_hidden_layers': LAYERS, 'num_attention_heads': HEADS, 'num_key_value_heads': kv, 'hidden_size': HIDDEN, 'head_dim': HEAD,
            'max_position_embeddings': CONTEXT, 'vocab_size': VOCABULARY, 'eos_token_id': VOCABULARY - 1, **more}


def main(folder):
    torch.manual_seed(3)
    folder.mkdir(parents=True, exist_ok=True)
    made = families()
    for name, (family, model, more) in made.items():
        write(folder, name, exported(model), plain_config(family, getattr(getattr(model, 'o', None), 'kv', HEADS), more))
    for name, source, change in (('qwen2-fp16', 'qwen2', in_half), ('gemma-fp16', 'gemma', in_half), ('llama-int8-weights', 'llama', lambda m: quantised(m, False)),
                                 ('qwen3-int8-dynamic', 'qwen3', lambda m: quantised(m, True))):
        family, model, more = made[source]
        write(folder, name, change(exported(model)), plain_config(family, model.o.kv, more))
    for name, (family, builder) in graphs().items():
        model = builder.build()
        decoder = {'filename': 'model.onnx', 'num_hidden_layers': LAYERS, 'num_attention_heads': HEADS, 'num_key_value_heads': builder.kv, 'hidden_size': HIDDEN, 'head_size': HEAD,
                   'inputs': {'past_key_names': 'past_key_values.%d.key'}}
        (folder / f'{name}.onnx.gz').write_bytes(gzip.compress(without_weights(model, builder.kept).SerializeToString(), mtime=0))
        (folder / f'{name}.json').write_text(json.dumps({'model': {'type': family, 'context_length': CONTEXT, 'vocab_size': VOCABULARY, 'eos_token_id': VOCABULARY - 1, 'decoder': decoder},
                                                         'search': {'do_sample': False}}) + '\n')


main(Path(sys.argv[1]))
