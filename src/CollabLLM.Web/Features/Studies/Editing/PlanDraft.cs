using CollabLLM.Core.Statistics.Sequential;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Comparisons;

namespace CollabLLM.Web.Features.Studies.Editing;

/// <summary>The plan of the analysis while somebody edits it: an outcome a line, and looks in percent of the target.</summary>
public sealed class PlanDraft
{
    public List<PlannedOutcomeDraft> Outcomes { get; } = [];

    /// <summary>Percent of the target, from the first look to the last.</summary>
    public List<LookDraft> Looks { get; } = [];

    public Spending Spending { get; set; }

    public static PlanDraft From(StudyDefinition definition)
    {
        var (plan, named) = (definition.Plan, definition.PreRegistered);
        var draft = new PlanDraft { Spending = plan?.Looks?.Spending ?? default };
        var known = PlannableOutcomes.For(definition);
        // What the file names and the form does not know, such as a score, stays.
        var others = named.Concat(plan?.Margins.Select(m => m.Outcome) ?? []).Distinct().Where(key => known.All(k => k.Key != key)).Select(key => (Key: key, Title: key));
        draft.Outcomes.AddRange(known.Concat(others).Select(o => new PlannedOutcomeDraft
        {
            Key = o.Key, Title = o.Title, IsPrimary = named.Contains(o.Key), Margin = plan?.Margins.FirstOrDefault(m => m.Outcome == o.Key)?.Margin,
        }));
        draft.Looks.AddRange((plan?.Looks?.At ?? []).Select(share => new LookDraft { Percent = Math.Round(100 * share, 6) }));
        return draft;
    }

    /// <summary>Outcomes that the file named keep its order.</summary>
    public StudyDefinition Into(StudyDefinition definition)
    {
        var named = Outcomes.Where(o => o.IsPrimary).Select(o => o.Key).ToArray();
        PlannedMargin[] margins = [.. Outcomes.Where(o => o.Margin is not null).Select(o => new PlannedMargin(o.Key, o.Margin!.Value))];
        var before = definition.Plan?.Margins.Select(m => m.Outcome).ToList() ?? [];
        var looks = Looks.Count == 0 ? null : new PlannedLooks([.. Looks.Select(l => Math.Round((l.Percent ?? 0) / 100, 8))], Spending);
        return definition with
        {
            PreRegistered = [.. definition.PreRegistered.Where(named.Contains), .. named.Except(definition.PreRegistered)],
            Plan = looks is null && margins.Length == 0 ? null : new(looks, [.. margins.OrderBy(m => before.IndexOf(m.Outcome) is var at && at < 0 ? int.MaxValue : at)]),
        };
    }
}
