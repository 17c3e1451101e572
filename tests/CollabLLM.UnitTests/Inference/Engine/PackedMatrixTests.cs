using CollabLLM.Inference.Engine.Products;

namespace CollabLLM.UnitTests.Inference.Engine;

/// <summary>Against the definition of a product, computed here in double precision.</summary>
public sealed unsafe class PackedMatrixTests
{
    [Theory]
    [InlineData(576, 192, 1)]
    [InlineData(31, 64, 3)]
    [InlineData(600, 97, 9)]
    [InlineData(1500, 130, 17)]
    public void A_product_is_what_the_definition_says_straight_and_turned(int rows, int columns, int count)
    {
        var random = new Random(rows);
        var (weights, vectors) = (Numbers(random, rows * columns), Numbers(random, count * rows));
        var turned = new float[weights.Length];
        for (var i = 0; i < weights.Length; i++) turned[(i % columns * rows) + (i / columns)] = weights[i];
        using var straight = PackedMatrix.Of(weights, rows, columns, transposed: false);
        using var fromTurned = PackedMatrix.Of(turned, rows, columns, transposed: true);

        var results = Multiply(straight, vectors, count);

        Assert.Equal(results, Multiply(fromTurned, vectors, count));
        for (var i = 0; i < count; i++)
        {
            for (var column = 0; column < columns; column++)
            {
                var expected = Enumerable.Range(0, rows).Sum(row => (double)vectors[(i * rows) + row] * weights[(row * columns) + column]);
                Assert.Equal(expected, results[(i * columns) + column], 1e-4);
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(13)]
    public void A_vector_alone_gives_the_same_bits_as_among_others(int count)
    {
        const int Rows = 1100;
        var random = new Random(count);
        var vectors = Numbers(random, count * Rows);
        using var matrix = PackedMatrix.Of(Numbers(random, Rows * 100), Rows, 100, transposed: false);

        var together = Multiply(matrix, vectors, count);

        for (var i = 0; i < count; i++) Assert.Equal(Multiply(matrix, vectors[(i * Rows)..((i + 1) * Rows)], 1), together[(i * 100)..((i + 1) * 100)]);
    }

    private static float[] Multiply(PackedMatrix matrix, float[] vectors, int count)
    {
        var results = new float[count * matrix.Columns];
        fixed (float* x = vectors, y = results)
        {
            for (var panel = 0; panel < matrix.Panels; panel++) matrix.Multiply(panel, x, count, y);
        }

        return results;
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
}
