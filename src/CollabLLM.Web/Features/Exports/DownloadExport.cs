using System.Globalization;
using CollabLLM.Core.Exports.Pairs;
using CollabLLM.Core.Preferences;
using CollabLLM.Core.Studies;
using CollabLLM.Data;
using CollabLLM.Data.Audit;
using CollabLLM.Data.Exports;
using CollabLLM.Web.Features.Accounts;
using CollabLLM.Web.Features.Audit;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Exports;

/// <summary>Makes the file of an export, or goes on with one that broke off.</summary>
internal sealed class DownloadExport(StudyAccess access, IDbContextFactory<CollabDbContext> databases, AuditTrail audit, ExportFiles files)
{
    public async Task<IResult> RunAsync(string slug, string name, HttpContext http)
    {
        var ct = http.RequestAborted;
        if (await access.FindAsync(http.User, slug, ct) is not { } study) return Results.NotFound();
        try
        {
            var request = ExportRequest.Parse(name);
            var identifiers = http.Request.Query["identifiers"] == "true";
            var key = $"{http.User.Identity?.Name}\n{http.Request.Path}{http.Request.QueryString}";
            // Only a download that broke off asks for a part.
            var file = http.Request.Headers.Range.Count > 0 ? files.Find(key) : null;
            if (file is null)
            {
                if (identifiers && await RefuseIdentifiersAsync(study, http, ct) is { } refusal) return refusal;
                file = await MakeAsync(study, request, identifiers, key, http.Request.Query, ct);
            }
            return Results.File(file.Path, request.MediaType, $"{slug}-{name}", file.MadeAt, file.Tag, enableRangeProcessing: true);
        }
        catch (ArgumentException fault)
        {
            return Results.Problem(fault.Message, statusCode: StatusCodes.Status400BadRequest);
        }
        catch (StudyRuleException fault)
        {
            return Results.Problem(fault.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }

    private async Task<ExportFile> MakeAsync(Study study, ExportRequest request, bool identifiers, string key, IQueryCollection query, CancellationToken ct)
    {
        await using var snapshot = await StudySnapshot.OpenAsync(databases, study.Slug, identifiers, ct) ?? throw new StudyRuleException("The study has been deleted in the meantime.");
        if (request is { What: not (ExportRequest.All or ExportRequest.Dictionary), Dialect: null }) StudyTables.For(snapshot.Scope).Named(request.What);
        var selection = new PairSelection(Filters(study, query), query["accepted"] == "true", PairKinds.Named(query["kind"].FirstOrDefault() is { Length: > 0 } kind ? kind : PairKinds.Simulated), Part(query["split"]));
        string? run = query["run"];
        return await files.MakeAsync(
            key, stream => request.WriteAsync(snapshot, selection, string.IsNullOrEmpty(run) ? null : run, Split(study, query), stream, ct), ct);
    }

    private async Task<IResult?> RefuseIdentifiersAsync(Study study, HttpContext http, CancellationToken ct)
    {
        if (!await access.MayCoordinateAsync(http.User, study.Id, ct)) return Results.Problem("Only the study's coordinators may export platforms' identifiers.", statusCode: StatusCodes.Status403Forbidden);
        string? why = http.Request.Query["why"];
        if (string.IsNullOrWhiteSpace(why)) return Results.Problem("Say why the identifiers are needed (why=..): the reason goes into the audit trail.", statusCode: StatusCodes.Status400BadRequest);
        await using var db = await databases.CreateDbContextAsync(ct);
        await audit.SaveAsync(db, http.User.AuditName(), "export.identifiers", $"study/{study.Id}", null, null, why, ct);
        return null;
    }

    private static PairFilters Filters(Study study, IQueryCollection query) => study.Definition().Scoring.Filters.Changed(
        Given(query["leaveOut"]), Given(query["lengthRatio"]), query["confident"] == "true", query["flagged"] == "true");

    private static PairSplit Split(Study study, IQueryCollection query) => Given(query["evalShare"]) is not { } share ? new(study.Definition().Seed)
        : double.TryParse(share, CultureInfo.InvariantCulture, out var value) && value is >= 0 and < 1 ? new(study.Definition().Seed, value)
        : throw new ArgumentException($"evalShare is '{share}'; it takes a number from 0 to below 1.");

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private static string? Part(string? split) => split switch
    {
        null or "" => null,
        PairSplit.Train or PairSplit.Eval => split,
        _ => throw new ArgumentException($"split is '{split}'; it is train or eval."),
    };
}
