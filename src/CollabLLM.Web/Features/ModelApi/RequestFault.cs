namespace CollabLLM.Web.Features.ModelApi;

/// <summary>A request that cannot be answered, with the field to mend.</summary>
internal sealed class RequestFault(string message, string param) : Exception(message)
{
    public string Param { get; } = param;
}
