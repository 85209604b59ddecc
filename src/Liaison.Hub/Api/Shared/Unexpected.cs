using Microsoft.AspNetCore.Diagnostics;

namespace Liaison.Hub.Api.Shared;

/// <summary>What is thrown becomes an answer that says no more than the caller may know; the rest is in the log.</summary>
internal sealed class Unexpected(ILogger<Unexpected> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.Response.HasStarted)
        {
            return false;
        }
        if (exception is BadHttpRequestException bad)
        {
            var code = bad.StatusCode switch { 413 => "too-large", 415 => "wrong-content-type", 408 => "too-slow", _ => "malformed" };
            await ApiProblem.Of(bad.StatusCode, code, Reason(bad)).ExecuteAsync(httpContext);
            return true;
        }
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            return true;
        }
        ApiLog.Broke(log, httpContext.Request.Method, (httpContext.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "no route", exception);
        await ApiProblem.Of(500, "unexpected", $"Something went wrong here, and it is in the log under {httpContext.TraceIdentifier}.").ExecuteAsync(httpContext);
        return true;
    }

    private static string Reason(BadHttpRequestException bad) => bad.InnerException is System.Text.Json.JsonException json
        ? $"The body is not what this operation takes{(json.Path is { Length: > 1 } path ? $" (at {path})" : "")}: {FirstSentence(json.Message)}"
        : bad.Message;

    private static string FirstSentence(string text) => text.IndexOf(" Path:", StringComparison.Ordinal) is > 0 and var end ? text[..end] : text;
}
