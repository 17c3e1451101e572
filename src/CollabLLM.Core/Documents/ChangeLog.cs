namespace CollabLLM.Core.Documents;

/// <summary>
/// The stored changes of a document, which applied in order to the editor's blank document give the stored document exactly.
/// What the editor sends is kept where it leads there; where it does not, one more change sets the text right.
/// </summary>
public static class ChangeLog
{
    public const string User = "user";
    public const string Reply = "reply";
    public const string Restore = "restore";
    public const string Outline = "outline";

    private static readonly string[] Sources = [User, Reply, Restore, Outline];

    /// <exception cref="FormatException">A change is not readable or reaches beyond the end of the document.</exception>
    public static QuillDelta Replay(IEnumerable<string> changes) =>
        changes.Aggregate(QuillDelta.Blank, (document, change) => document.Apply(QuillDelta.Parse(change)));

    /// <summary>The changes to store so that the log goes on from one document to the next.</summary>
    /// <param name="last">Sequence of the last stored change; 0 when there is none. Changes up to it are stored already.</param>
    /// <param name="closing">Source of the change that sets the text right, if one is needed.</param>
    public static IReadOnlyList<EditorChange> Continue(QuillDelta before, QuillDelta after, int last, IEnumerable<EditorChange> sent, string closing = Restore)
    {
        var fresh = sent.Where(c => c.Sequence > last).OrderBy(c => c.Sequence).ToList();
        var reached = Follow(before, last, fresh);
        if (reached is null) fresh.Clear();
        if (!(reached ?? before).IsSameAs(after))
            fresh.Add(new(last + fresh.Count + 1, QuillDelta.Replacing(reached ?? before, after).ToJson(), closing, fresh.Count == 0 ? 0 : fresh[^1].ClientMs, fresh.Count == 0 ? 0 : fresh[^1].AgoMs));
        return fresh;
    }

    /// <returns>Null: the changes do not follow on each other or on the document.</returns>
    private static QuillDelta? Follow(QuillDelta document, int last, List<EditorChange> changes)
    {
        try
        {
            foreach (var change in changes)
            {
                if (change.Sequence != ++last || !Sources.Contains(change.Source) || !double.IsFinite(change.ClientMs) || !double.IsFinite(change.AgoMs)) return null;
                document = document.Apply(QuillDelta.Parse(change.Change));
            }
            return document;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
