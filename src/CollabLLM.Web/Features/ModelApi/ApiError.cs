using CollabLLM.Core.Policies;

namespace CollabLLM.Web.Features.ModelApi;

/// <summary>The error object that OpenAI clients read.</summary>
internal sealed record ApiError(string Message, string Type, string? Param, string? Code)
{
    public static IResult Of(int status, string type, string message, string? param = null, string? code = null) =>
        Results.Json(new Body(new(message, type, param, code)), ApiJson.Options, statusCode: status);

    public static IResult Of(RequestFault fault) => fault.Param == "model"
        ? Of(StatusCodes.Status404NotFound, "invalid_request_error", fault.Message, fault.Param, "model_not_found")
        : Of(StatusCodes.Status400BadRequest, "invalid_request_error", fault.Message, fault.Param);

    public static IResult Of(PolicyUnavailableException fault) => fault.Kind switch
    {
        PolicyFailureKind.Busy => Of(StatusCodes.Status429TooManyRequests, "rate_limit_error", fault.Message, code: "rate_limit_exceeded"),
        PolicyFailureKind.PromptTooLong => Of(StatusCodes.Status400BadRequest, "invalid_request_error", fault.Message, "messages", "context_length_exceeded"),
        PolicyFailureKind.ModelUnavailable or PolicyFailureKind.EngineStopped => Of(StatusCodes.Status503ServiceUnavailable, "server_error", fault.Message),
        _ => Of(StatusCodes.Status500InternalServerError, "server_error", fault.Message),
    };

    /// <summary>For a fault in the middle of a stream, when the status has long been sent.</summary>
    public static Body InStream(PolicyUnavailableException fault) => new(new(fault.Message, "server_error", null, null));

    public sealed record Body(ApiError Error);
}
