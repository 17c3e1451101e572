namespace CollabLLM.IntegrationTests.Site;

/// <summary>Who may read what: one row for each route of the application. A route without a row fails the test.</summary>
internal static class AuthorisationMatrix
{
    /// <summary>Whom a route serves.</summary>
    public enum Access
    {
        Anyone,
        Account,
        Member,
        CoordinatorOfAny,
        Administrator,
    }

    public static IReadOnlyDictionary<string, Access> Rows { get; } = new Dictionary<string, Access>(StringComparer.OrdinalIgnoreCase)
    {
        ["/"] = Access.Anyone,
        ["/error"] = Access.Anyone,
        ["/not-found"] = Access.Anyone,
        ["/no-access"] = Access.Anyone,
        ["/signin"] = Access.Anyone,
        ["/signout"] = Access.Anyone,
        ["/invitation/{Token}"] = Access.Anyone,
        ["/join/{Slug}"] = Access.Anyone,
        ["/s/{Token}"] = Access.Anyone,
        ["/health/live"] = Access.Anyone,
        ["/health/ready"] = Access.Anyone,
        ["/studies"] = Access.Account,
        ["/studies/new"] = Access.CoordinatorOfAny,
        ["/system"] = Access.CoordinatorOfAny,
        ["/people"] = Access.Administrator,
        ["/audit"] = Access.Administrator,
        ["/studies/{Slug}"] = Access.Member,
        ["/studies/{Slug}/comparison"] = Access.Member,
        ["/studies/{slug}/comparison/report.{kind:regex(^(html|md)$)}"] = Access.Member,
        ["/studies/{Slug}/scoring"] = Access.Member,
        ["/studies/{Slug}/calibration"] = Access.Member,
        ["/studies/{Slug}/pairs"] = Access.Member,
        ["/studies/{Slug}/exports"] = Access.Member,
        ["/studies/{slug}/exports/{file}"] = Access.Member,
        ["/studies/{Slug}/edit"] = Access.Member,
        ["/studies/{Slug}/definition"] = Access.Member,
        ["/studies/{Slug}/conversations"] = Access.Member,
        ["/studies/{Slug}/free-text"] = Access.Member,
        ["/pooled"] = Access.Account,
        ["/studies/{Slug}/sessions/{Id:guid}"] = Access.Member,
    };
}
