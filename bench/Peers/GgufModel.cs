using System.Runtime.InteropServices;
using System.Text;
using CollabLLM.TestKit.Onnx;

namespace CollabLLM.Bench.Peers;

/// <summary>A Llama of a given shape with random single-precision weights as GGUF, version 3, for llama.cpp. The work is that of the ONNX model of the same shape; its words are not.</summary>
internal static class GgufModel
{
    private const int Alignment = 32;
    private const uint UInt32 = 4, Float32 = 6, Text = 8, List = 9, Int32 = 5;

    public static void Write(string file, ModelSpec spec)
    {
        var tensors = Tensors(spec).ToArray();
        using var output = new BinaryWriter(File.Create(file));
        output.Write("GGUF"u8);
        output.Write(3u);
        output.Write((ulong)tensors.Length);
        var entries = Entries(spec).ToArray();
        output.Write((ulong)entries.Length);
        foreach (var (key, write) in entries)
        {
            Put(output, key);
            write(output);
        }

        var offset = 0UL;
        foreach (var (name, dimensions, _) in tensors)
        {
            Put(output, name);
            output.Write((uint)dimensions.Length);
            foreach (var dimension in dimensions) output.Write((ulong)dimension);
            output.Write(0u);
            output.Write(offset);
            offset += (ulong)dimensions.Aggregate(1L, (a, b) => a * b) * sizeof(float);
        }

        while (output.BaseStream.Position % Alignment != 0) output.Write((byte)0);
        var random = new Random(spec.Seed);
        foreach (var (_, dimensions, deviation) in tensors) Fill(output, dimensions.Aggregate(1L, (a, b) => a * b), deviation, random);
    }

    /// <summary>Name, dimensions with the fastest first, and deviation; 0 stands for ones.</summary>
    private static IEnumerable<(string Name, long[] Dimensions, double Deviation)> Tensors(ModelSpec spec)
    {
        long hidden = spec.Hidden, query = (long)spec.Heads * spec.HeadSize, kv = (long)spec.KvHeads * spec.HeadSize;
        double D(long rows) => 0.6 / Math.Sqrt(rows);
        yield return ("token_embd.weight", [hidden, spec.Vocabulary], 1);
        for (var layer = 0; layer < spec.Layers; layer++)
        {
            yield return ($"blk.{layer}.attn_norm.weight", [hidden], 0);
            yield return ($"blk.{layer}.attn_q.weight", [hidden, query], D(hidden));
            yield return ($"blk.{layer}.attn_k.weight", [hidden, kv], D(hidden));
            yield return ($"blk.{layer}.attn_v.weight", [hidden, kv], D(hidden));
            yield return ($"blk.{layer}.attn_output.weight", [query, hidden], D(query));
            yield return ($"blk.{layer}.ffn_norm.weight", [hidden], 0);
            yield return ($"blk.{layer}.ffn_gate.weight", [hidden, spec.Inner], D(hidden));
            yield return ($"blk.{layer}.ffn_up.weight", [hidden, spec.Inner], D(hidden));
            yield return ($"blk.{layer}.ffn_down.weight", [spec.Inner, hidden], D(spec.Inner));
        }

        yield return ("output_norm.weight", [hidden], 0);
        yield return ("output.weight", [hidden, spec.Vocabulary], D(hidden));
    }

    private static IEnumerable<(string Key, Action<BinaryWriter> Write)> Entries(ModelSpec spec)
    {
        yield return ("general.architecture", Of("llama"));
        yield return ("general.name", Of("bench"));
        yield return ("llama.context_length", Of((uint)spec.Context));
        yield return ("llama.embedding_length", Of((uint)spec.Hidden));
        yield return ("llama.block_count", Of((uint)spec.Layers));
        yield return ("llama.feed_forward_length", Of((uint)spec.Inner));
        yield return ("llama.attention.head_count", Of((uint)spec.Heads));
        yield return ("llama.attention.head_count_kv", Of((uint)spec.KvHeads));
        yield return ("llama.rope.dimension_count", Of((uint)spec.HeadSize));
        yield return ("llama.vocab_size", Of((uint)spec.Vocabulary));
        yield return ("llama.attention.layer_norm_rms_epsilon", w =>
        {
            w.Write(Float32);
            w.Write(1e-5f);
        });
        yield return ("tokenizer.ggml.model", Of("llama"));
        yield return ("tokenizer.ggml.tokens", Many(Text, spec.Vocabulary, (w, i) => Put(w, i < 256 ? $"<0x{i:X2}>" : $"t{i}")));
        yield return ("tokenizer.ggml.scores", Many(Float32, spec.Vocabulary, (w, i) => w.Write(-(float)i)));
        yield return ("tokenizer.ggml.token_type", Many(Int32, spec.Vocabulary, (w, i) => w.Write(i < 256 ? 6 : 1)));
        yield return ("tokenizer.ggml.bos_token_id", Of((uint)spec.Vocabulary - 2));
        yield return ("tokenizer.ggml.eos_token_id", Of((uint)spec.Vocabulary - 1));
    }

    private static Action<BinaryWriter> Of(string text) => w =>
    {
        w.Write(Text);
        Put(w, text);
    };

    private static Action<BinaryWriter> Of(uint number) => w =>
    {
        w.Write(UInt32);
        w.Write(number);
    };

    private static Action<BinaryWriter> Many(uint type, int count, Action<BinaryWriter, int> write) => w =>
    {
        w.Write(List);
        w.Write(type);
        w.Write((ulong)count);
        for (var i = 0; i < count; i++) write(w, i);
    };

    private static void Put(BinaryWriter output, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        output.Write((ulong)bytes.Length);
        output.Write(bytes);
    }

    private static void Fill(BinaryWriter output, long count, double deviation, Random random)
    {
        var width = (float)(deviation * Math.Sqrt(12));
        var block = new float[1 << 16];
        for (long done = 0; done < count; done += block.Length)
        {
            var part = block.AsSpan(0, (int)Math.Min(block.Length, count - done));
            foreach (ref var value in part) value = deviation == 0 ? 1 : (random.NextSingle() - 0.5f) * width;
            output.Write(MemoryMarshal.AsBytes(part));
        }
    }
}
