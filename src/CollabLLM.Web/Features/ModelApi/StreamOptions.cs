namespace CollabLLM.Web.Features.ModelApi;

internal sealed record StreamOptions(bool? IncludeUsage);
