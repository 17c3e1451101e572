"""Graphs in the form that onnxruntime-genai's model builder writes: GroupQueryAttention, simplified layer norms, packed or separate projections, 4-bit weights."""
import numpy as np
from onnx import TensorProto, helper, numpy_helper
from families import CONTEXT, HEAD, HEADS, HIDDEN, INNER, LAYERS, VOCABULARY

BLOCK = 32
MS = 'com.microsoft'


class Builder:
    def __init__(self, kv=2, packed=False, rotary_apart=False, head_norm=False, bias=False, softcap=0.0, final_softcap=0.0, window=-1, scale=1.0, bits=0,
                 half=False, rotary=HEAD, keep_input=False):
        self.__dict__.update({k: v for k, v in locals().items() if k != 'self'})
        self.random = np.random.default_rng(5)
        self.nodes, self.constants, self.kept = [], [], set()
        self.type = TensorProto.FLOAT16 if half else TensorProto.FLOAT

    def const(self, name, array, keep=False):
        array = np.asarray(array)
        if array.dtype in (np.float32, np.float64):
            array = array.astype(np.float16 if self.half else np.float32)
        self.constants.append(numpy_helper.from_array(array, name))
        if keep:
            self.kept.add(name)
        return name

    def op(self, name, inputs, outputs=None, domain='', **attributes):
        outputs = outputs or [f'{name}/output']
        self.nodes.append(helper.make_node(name.split('/')[-1].rstrip('0123456789'), inputs, outputs, name=name, domain=domain, **attributes))
        return outputs[0]

    def matmul(self, name, x, rows, columns):
        if self.bits:
            blocks = rows // BLOCK
            packed = self.const(f'{name}.q4', self.random.integers(0, 256, (columns, blocks, BLOCK // 2), dtype=np.uint8))
            scales = self.const(f'{name}.scales', self.random.normal(0.02, 0.004, columns * blocks))
            return self.op(f'{name}/MatMulNBits', [x, packed, scales], domain=MS, K=rows, N=columns, bits=4, block_size=BLOCK, accuracy_level=4)
        return self.op(f'{name}/MatMul', [x, self.const(f'{name}.weight', self.random.normal(0, rows ** -0.5, (rows, columns)))])

    def norm(self, name, x, size=HIDDEN):
        return self.op(f'{name}/SimplifiedLayerNormalization', [x, self.const(f'{name}.weight', self.random.normal(1, 0.1, size))], axis=-1, epsilon=1e-6, stash_type=1)

    def attention(self, x, layer):
        n, kv = f'/layers.{layer}', self.kv
        if self.packed:
            q = self.matmul(f'{n}/qkv', x, HIDDEN, (HEADS + 2 * kv) * HEAD)
            k = v = ''
        else:
            q, k, v = (self.matmul(f'{n}/{p}', x, HIDDEN, h * HEAD) for p, h in (('q', HEADS), ('k', kv), ('v', kv)))
            if self.bias:
                q, k, v = (self.op(f'{n}/{p}/Add', [y, self.const(f'{n}/{p}.bias', self.random.normal(0, 0.2, h * HEAD))]) for p, y, h in (('q', q, HEADS), ('k', k, kv), ('v', v, kv)))
            if self.head_norm:
                q, k = self.per_head(f'{n}/q', q, HEADS), self.per_head(f'{n}/k', k, kv)
            if self.rotary_apart:
                q, k = (self.op(f'{n}/{p}/RotaryEmbedding', [y, 'position_ids', 'cos_cache', 'sin_cache'], domain=MS, num_heads=h if self.rotary < HEAD else 0,
                                rotary_embedding_dim=self.rotary if self.rotary < HEAD else 0, interleaved=0) for p, y, h in (('q', q, HEADS), ('k', k, kv)))
        caches = ['', ''] if self.rotary_apart else ['cos_cache', 'sin_cache']
        out = f'{n}/attention'
        self.op(f'{n}/GroupQueryAttention', [q, k, v, f'past_key_values.{layer}.key', f'past_key_values.{layer}.value', 'lengths', 'total', *caches],
                [out, f'present.{layer}.key', f'present.{layer}.value'], domain=MS, num_heads=HEADS, kv_num_heads=kv, scale=float(HEAD ** -0.5),
                do_rotary=0 if self.rotary_apart else 1, rotary_interleaved=0, local_window_size=self.window, softcap=self.softcap)
        return self.matmul(f'{n}/o', out, HEADS * HEAD, HIDDEN)

    def per_head(self, name, y, heads):
        split = self.op(f'{name}/Reshape1', [y, self.const(f'{name}.split', np.array([0, -1, HEAD], np.int64))])
        return self.op(f'{name}/Reshape2', [self.norm(f'{name}_norm', split, HEAD), self.const(f'{name}.join', np.array([0, -1, heads * HEAD], np.int64))])

    def build(self):
        self.caches()
        x = self.op('/embed/Gather', [self.const('embed.weight', self.random.normal(0, 1, (VOCABULARY, HIDDEN))), 'input_ids'])
        if self.scale != 1.0:
            x = self.op('/embed/Mul', [x, self.const('embed.scale', np.array(self.scale, np.float32))])
        normed = self.norm('/layers.0/input_norm', x)
        for layer in range(LAYERS):
            added = self.attention(normed, layer)
            normed, x = self.skip(f'/layers.{layer}/after_norm', x, added)
            gate, up = self.matmul(f'/layers.{layer}/gate', normed, HIDDEN, INNER), self.matmul(f'/layers.{layer}/up', normed, HIDDEN, INNER)
            acted = self.op(f'/layers.{layer}/act/Mul1', [gate, self.op(f'/layers.{layer}/Sigmoid', [gate])])
            added = self.matmul(f'/layers.{layer}/down', self.op(f'/layers.{layer}/act/Mul2', [acted, up]), INNER, HIDDEN)
            normed, x = self.skip(f'/layers.{layer}/next_norm', x, added)
        logits = self.matmul('/lm_head', normed, HIDDEN, VOCABULARY)
        if self.final_softcap:
            cap = self.const('cap', np.array(self.final_softcap, np.float32))
            logits = self.op('/lm_head/Mul', [self.op('/lm_head/Tanh', [self.op('/lm_head/Div', [logits, cap])]), cap])
        self.nodes[-1].output[0] = 'logits'
        return self.model()

    def skip(self, name, x, added):
        weight = self.const(f'{name}.weight', self.random.normal(1, 0.1, HIDDEN))
        self.op(f'{name}/SkipSimplifiedLayerNormalization', [x, added, weight], [f'{name}/norm', '', '', f'{name}/sum'], domain=MS, epsilon=1e-6)
        return f'{name}/norm', f'{name}/sum'

    def caches(self):
        angles = np.outer(np.arange(CONTEXT), 10000.0 ** (-np.arange(0, self.rotary, 2) / self.rotary))
        self.const('cos_cache', np.cos(angles), keep=True)
        self.const('sin_cache', np.sin(angles), keep=True)
        one, axis = self.const('one', np.array([1], np.int64)), self.const('axis', np.array([1], np.int64))
        self.op('/mask/Cast1', [self.op('/mask/Sub', [self.op('/mask/ReduceSum', ['attention_mask', axis], keepdims=0), one])], ['lengths'], to=TensorProto.INT32)
        self.op('/mask/Cast2', [self.op('/mask/Gather', [self.op('/mask/Shape', ['attention_mask']), self.const('index', np.array(1, np.int64))], axis=0)], ['total'], to=TensorProto.INT32)

    def model(self):
        info, longs = helper.make_tensor_value_info, TensorProto.INT64
        inputs = [info('input_ids', longs, ['batch', 'new']), info('attention_mask', longs, ['batch', 'total'])]
        if self.rotary_apart:
            inputs.append(info('position_ids', longs, ['batch', 'new']))
        outputs = [info('logits', self.type, ['batch', 'new', VOCABULARY])]
        for layer in range(LAYERS):
            for part in ('key', 'value'):
                inputs.append(info(f'past_key_values.{layer}.{part}', self.type, ['batch', self.kv, 'past', HEAD]))
                outputs.append(info(f'present.{layer}.{part}', self.type, ['batch', self.kv, 'total', HEAD]))
        graph = helper.make_graph(self.nodes, 'genai', inputs, outputs, self.constants)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid('', 17), helper.make_opsetid(MS, 1)], ir_version=8)


def graphs():
    return {
        'genai-llama': ('llama', Builder(packed=True)),
        'genai-llama-int4': ('llama', Builder(packed=True, bits=4)),
        'genai-qwen2': ('qwen2', Builder(bias=True)),
        'genai-qwen3': ('qwen3', Builder(head_norm=True, rotary_apart=True)),
        'genai-mistral': ('mistral', Builder(window=24)),
        'genai-phi3-int4': ('phi3', Builder(kv=4, packed=True, bits=4, window=24)),
        'genai-gemma2': ('gemma2', Builder(softcap=5.0, final_softcap=8.0, scale=HIDDEN ** 0.5)),
    }
