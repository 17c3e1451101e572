using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace CollabLLM.Inference.Engine.Attention;

/// <summary>
/// Attention of one layer in one step. A part is one tile of queries with one key-value head: scores against the pages, softmax, weighted sum of the values.
/// The order of every sum is by token, whatever else is in the step, so a row's result does not depend on its company.
/// </summary>
internal sealed unsafe class AttentionKernel(PageShape pages, AttentionShape shape, AttentionStep step, float* queries, float* output)
{
    [ThreadStatic]
    private static AttentionScratch? scratch;

    /// <summary>Puts the keys and values of the new tokens into the pages of their rows.</summary>
    public void Store(float* keys, float* values)
    {
        foreach (var row in step.Rows)
        {
            for (var i = 0; i < row.Count; i++)
            {
                var page = row.Pages[(row.Past + i) / PageShape.Tokens];
                var slot = (row.Past + i) % PageShape.Tokens;
                for (var head = 0; head < shape.KvHeads; head++)
                {
                    var from = shape.Offset(row.Start + i, head, shape.KvHeads, step.Tokens);
                    var k = pages.Keys(page, shape.Layer, head) + slot;
                    for (var d = 0; d < shape.HeadSize; d++) k[d * PageShape.Tokens] = keys[from + d];
                    new ReadOnlySpan<float>(values + from, shape.HeadSize)
                        .CopyTo(new Span<float>(pages.Values(page, shape.Layer, head) + (slot * pages.Padded), shape.HeadSize));
                }
            }
        }
    }

    public void Part(int part)
    {
        var tile = step.Tiles[part / shape.KvHeads];
        var head = part % shape.KvHeads;
        var group = shape.QueriesPerKvHead;
        var count = tile.Tokens * group;
        var work = (scratch ??= new()).For(count, pages.Padded, tile.MaxPages * PageShape.Tokens);

        Gather(tile, head, work);
        Score(work, tile.Pieces[0].Row.Pages, head, 0, count, 0, tile.SharedPages);
        var first = 0;
        foreach (var piece in tile.Pieces)
        {
            Score(work, piece.Row.Pages, head, first, piece.Count * group, tile.SharedPages, piece.Pages);
            Softmax(work, piece, first);
            first += piece.Count * group;
        }

        Sum(work, tile.Pieces[0].Row.Pages, head, 0, count, 0, tile.SharedPages);
        first = 0;
        foreach (var piece in tile.Pieces)
        {
            Sum(work, piece.Row.Pages, head, first, piece.Count * group, tile.SharedPages, piece.Pages);
            first += piece.Count * group;
        }

        Scatter(tile, head, work);
    }

    private void Gather(AttentionTile tile, int head, AttentionScratch work)
    {
        var target = work.Queries;
        foreach (var piece in tile.Pieces)
        {
            for (var i = 0; i < piece.Count * shape.QueriesPerKvHead; i++, target += pages.Padded)
            {
                var source = new ReadOnlySpan<float>(queries + QueryOffset(piece, i, head), shape.HeadSize);
                TensorPrimitives.Multiply(source, shape.Scale, new Span<float>(target, shape.HeadSize));
            }
        }

        NativeMemory.Clear(work.Sums, (nuint)(tile.Tokens * shape.QueriesPerKvHead * pages.Padded * sizeof(float)));
    }

    private void Scatter(AttentionTile tile, int head, AttentionScratch work)
    {
        var source = work.Sums;
        foreach (var piece in tile.Pieces)
        {
            for (var i = 0; i < piece.Count * shape.QueriesPerKvHead; i++, source += pages.Padded)
            {
                new ReadOnlySpan<float>(source, shape.HeadSize).CopyTo(new Span<float>(output + QueryOffset(piece, i, head), shape.HeadSize));
            }
        }
    }

    /// <summary>Queries of a piece lie token by token, and within a token by the heads that share this key-value head.</summary>
    private nint QueryOffset(TilePiece piece, int query, int kvHead)
    {
        var (token, member) = Math.DivRem(query, shape.QueriesPerKvHead);
        return shape.Offset(piece.Row.Start + piece.From + token, (kvHead * shape.QueriesPerKvHead) + member, shape.Heads, step.Tokens);
    }

    private void Score(AttentionScratch work, nint[] rowPages, int head, int first, int count, int fromPage, int toPage)
    {
        for (var page = fromPage; page < toPage; page++)
        {
            var keys = pages.Keys(rowPages[page], shape.Layer, head);
            var column = page * PageShape.Tokens;
            for (var i = 0; i < count; i += VectorTile.Queries)
            {
                VectorTile.Score(
                    Math.Min(VectorTile.Queries, count - i), work.Query(first + i), pages.Padded, keys, shape.HeadSize, work.Row(first + i) + column, work.Width);
            }
        }
    }

    private void Softmax(AttentionScratch work, TilePiece piece, int first)
    {
        var width = piece.Pages * PageShape.Tokens;
        for (var i = 0; i < piece.Count; i++)
        {
            var length = piece.Row.Past + piece.From + i + 1;
            var begin = shape.Window == 0 ? 0 : Math.Max(0, length - shape.Window);
            for (var g = 0; g < shape.QueriesPerKvHead; g++)
            {
                var row = new Span<float>(work.Row(first + (i * shape.QueriesPerKvHead) + g), width);
                var seen = row[begin..length];
                if (shape.Softcap > 0) Cap(seen);
                TensorPrimitives.Subtract(seen, TensorPrimitives.Max<float>(seen), seen);
                TensorPrimitives.Exp(seen, seen);
                TensorPrimitives.Divide(seen, TensorPrimitives.Sum<float>(seen), seen);
                row[..begin].Clear();
                row[length..].Clear();
            }
        }
    }

    private void Cap(Span<float> scores)
    {
        TensorPrimitives.Divide(scores, shape.Softcap, scores);
        TensorPrimitives.Tanh(scores, scores);
        TensorPrimitives.Multiply(scores, shape.Softcap, scores);
    }

    private void Sum(AttentionScratch work, nint[] rowPages, int head, int first, int count, int fromPage, int toPage)
    {
        for (var i = 0; i < count; i += VectorTile.Queries)
        {
            var queries = Math.Min(VectorTile.Queries, count - i);
            for (var d = 0; d < pages.Padded; d += VectorTile.SumWidth(pages.Padded - d))
            {
                for (var page = fromPage; page < toPage; page++)
                {
                    var values = pages.Values(rowPages[page], shape.Layer, head) + d;
                    var weights = work.Row(first + i) + (page * PageShape.Tokens);
                    VectorTile.Sum(queries, pages.Padded - d, weights, work.Width, values, pages.Padded, work.Sum(first + i) + d);
                }
            }
        }
    }
}
