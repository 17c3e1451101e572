using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace CollabLLM.Web.Features.ModelApi;

/// <summary>Lets requests pass that carry the key. Hashes of one length are compared, in a time that tells nothing of the key.</summary>
internal sealed class ModelApiKey(IOptions<ModelApiOptions> options) : IEndpointFilter
{
    private const string Scheme = "Bearer ";

    private readonly byte[] key = Hash(options.Value.Key);

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var header = context.HttpContext.Request.Headers.Authorization.ToString();
        var given = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : "";
        return CryptographicOperations.FixedTimeEquals(Hash(given), key)
            ? next(context)
            : ValueTask.FromResult<object?>(ApiError.Of(StatusCodes.Status401Unauthorized, "invalid_request_error", "The key is missing or wrong. Send it as 'Authorization: Bearer KEY'.", code: "invalid_api_key"));
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
