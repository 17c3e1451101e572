using CollabLLM.Inference.Engine;
using CollabLLM.Inference.Engine.Attention;
using CollabLLM.Inference.Engine.Pages;

namespace CollabLLM.Bench.Engine;

/// <summary>
/// Steps of one row without the engine: the runner alone, on pages of its own. They hold a prompt that was really computed: pages that nobody has written
/// are one and the same page of zeros to the system, and would be read from the nearest cache.
/// </summary>
internal sealed class BareRow : IDisposable
{
    private readonly PagedRunner runner;
    private readonly PagePool pool;
    private readonly nint[] pages;
    private readonly int past;

    public BareRow(PagedRunner runner, int[] prompt)
    {
        this.runner = runner;
        past = prompt.Length;
        var count = (past / PageShape.Tokens) + 1;
        pool = new(runner.Shape, runner.Shape.Bytes * count);
        pages = [.. Enumerable.Range(0, count).Select(_ => pool.TryTake()!.Value)];
        runner.Run([new(pages, 0, 0, past)], prompt, [past - 1]);
    }

    /// <summary>Each step computes one token at the same place, behind the prompt.</summary>
    public float Decode(int steps)
    {
        var sum = 0f;
        for (var i = 0; i < steps; i++) sum += runner.Run([new(pages, past, 0, 1)], [i], [0])[0];
        return sum;
    }

    public void Dispose() => pool.Dispose();
}
