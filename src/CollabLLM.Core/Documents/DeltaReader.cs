namespace CollabLLM.Core.Documents;

/// <summary>Reads a document's operations piece by piece.</summary>
internal sealed class DeltaReader(IReadOnlyList<DeltaOperation> operations)
{
    private int index;
    private int offset;

    /// <exception cref="FormatException">The document is shorter.</exception>
    public List<DeltaOperation> Take(int length)
    {
        var taken = new List<DeltaOperation>();
        while (length > 0)
        {
            if (index >= operations.Count) throw new FormatException("The change reaches beyond the end of the document.");
            var current = operations[index];
            var size = Math.Min(length, current.Length - offset);
            taken.Add(current.Slice(offset, size));
            (length, offset) = (length - size, offset + size);
            if (offset < current.Length) continue;
            (index, offset) = (index + 1, 0);
        }
        return taken;
    }

    public IEnumerable<DeltaOperation> Remaining()
    {
        for (; index < operations.Count; index++, offset = 0)
            yield return offset == 0 ? operations[index] : operations[index].Slice(offset, operations[index].Length - offset);
    }
}
