using CollabLLM.Core.Studies;
using CollabLLM.Data;
using CollabLLM.Data.Scoring;

namespace CollabLLM.Cli;

/// <summary>A selection of sessions: named one by one, or in a file with one a line.</summary>
internal static class SessionArguments
{
    public static readonly Option[] Options =
    [
        new("session", "ID,ID..", "only these sessions, named as their pages or as exports name them"),
        new("sessions", "FILE", "only the sessions that a file names, one a line"),
    ];

    /// <returns>Null when no selection was asked for.</returns>
    /// <exception cref="StudyRuleException">The study has no such session, or the file names none.</exception>
    public static async Task<IReadOnlyList<Guid>?> SelectedAsync(Arguments arguments, CollabDbContext db, Guid studyId, CancellationToken ct)
    {
        if (!arguments.Has("session") && !arguments.Has("sessions")) return null;
        var names = new List<string>((arguments.Optional("session") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        if (arguments.Optional("sessions") is { } file) names.AddRange((await File.ReadAllLinesAsync(file, ct)).Select(line => line.Trim()).Where(line => line.Length > 0));
        return names.Count > 0 ? await SessionNames.FindAsync(db, studyId, names, ct) : throw new StudyRuleException("No session is named. Give ids after --session, or a file with one a line after --sessions.");
    }
}
