using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CollabLLM.Inference.Engine.Products;

/// <summary>
/// A weight matrix [rows][columns] in panels of 64 columns, each as [row][64], so that a product reads it from front to back. Columns beyond the last are zero.
/// Each result is summed over the rows in their order whatever number of vectors is multiplied: one vector alone gives the same bits as among others.
/// </summary>
internal sealed unsafe class PackedMatrix : IDisposable
{
    public const int Panel = 64;

    /// <summary>Rows of a panel that are used for all vectors before the next: 512 x 64 numbers are 128 KB, and stay in the second cache.</summary>
    private const int RowBlock = 512;

    private const nuint Alignment = 64;

    private float* panels;

    private PackedMatrix(int rows, int columns)
    {
        Rows = rows;
        Columns = columns;
        var bytes = (nuint)Panels * (nuint)rows * Panel * sizeof(float);
        panels = (float*)NativeMemory.AlignedAlloc(bytes, Alignment);
    }

    /// <summary>The panels pay where one instruction works on sixteen numbers; elsewhere the runtime's own product is as good.</summary>
    public static bool IsSupported => Vector512.IsHardwareAccelerated;

    public int Rows { get; }

    public int Columns { get; }

    public int Panels => (Columns + Panel - 1) / Panel;

    /// <param name="values">Row after row; column after column when transposed.</param>
    public static PackedMatrix Of(ReadOnlySpan<float> values, int rows, int columns, bool transposed)
    {
        var matrix = new PackedMatrix(rows, columns);
        var target = matrix.panels;
        for (var first = 0; first < columns; first += Panel)
        {
            var count = Math.Min(Panel, columns - first);
            for (var row = 0; row < rows; row++, target += Panel)
            {
                var line = new Span<float>(target, Panel);
                if (transposed)
                {
                    for (var i = 0; i < count; i++) line[i] = values[((first + i) * rows) + row];
                }
                else
                {
                    values.Slice((row * columns) + first, count).CopyTo(line);
                }

                line[count..].Clear();
            }
        }

        return matrix;
    }

    /// <summary>The columns of one panel for so many vectors.</summary>
    public void Multiply(int panel, float* vectors, int count, float* results)
    {
        var first = panel * Panel;
        var width = Math.Min(Panel, Columns - first);
        var narrow = stackalloc float[width < Panel ? ProductTile.Vectors * Panel : 1];
        for (var from = 0; from < Rows; from += RowBlock)
        {
            var rows = Math.Min(RowBlock, Rows - from);
            var weights = panels + (((nint)panel * Rows) + from) * Panel;
            for (var at = 0; at < count;)
            {
                var tile = ProductTile.Fitting(count - at);
                var x = vectors + ((nint)at * Rows) + from;
                var y = results + ((nint)at * Columns) + first;
                if (width == Panel)
                {
                    Run(at, tile, count, x, weights, rows, y, Columns, isFirst: from == 0);
                }
                else
                {
                    if (from > 0) Copy(y, Columns, narrow, Panel, tile, width);
                    Run(at, tile, count, x, weights, rows, narrow, Panel, isFirst: from == 0);
                    Copy(narrow, Panel, y, Columns, tile, width);
                }

                at += tile;
            }
        }
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(panels);
        panels = null;
    }

    /// <summary>One tile, and what it reads ahead: behind these rows lie those that come next, of this panel or of the next one.</summary>
    private void Run(int at, int tile, int count, float* x, float* weights, int rows, float* y, nint width, bool isFirst)
    {
        var next = weights + ((nint)rows * Panel);
        if (tile == count) ProductTile.Run<WholeReadAhead>(tile, x, Rows, weights, rows, y, width, isFirst, next);
        else if (at == 0) ProductTile.Run<HalfReadAhead>(tile, x, Rows, weights, rows, y, width, isFirst, next);
        else if (at == ProductTile.Vectors) ProductTile.Run<HalfReadAhead>(tile, x, Rows, weights, rows, y, width, isFirst, next + ((nint)rows * Panel / 2));
        else ProductTile.Run<NoReadAhead>(tile, x, Rows, weights, rows, y, width, isFirst, next);
    }

    private static void Copy(float* source, int sourceStride, float* target, int targetStride, int lines, int width)
    {
        for (var i = 0; i < lines; i++) new ReadOnlySpan<float>(source + (i * sourceStride), width).CopyTo(new Span<float>(target + (i * targetStride), width));
    }
}
