using System.Security.Cryptography;
using System.Text;
using Liaison.Hub.Api.Access;
using Liaison.Storage.Configuration;

namespace Liaison.Hub.Api.Shared;

/// <summary>Marks a route whose answer shows a secret once: such an answer is never kept, so the route is not idempotent.</summary>
internal sealed record AnswersWithSecret;

/// <summary>A POST with an <c>Idempotency-Key</c> is done once: sent again, it gets the answer that was given the first time.</summary>
internal static class Idempotency
{
    public const string Header = "Idempotency-Key";
    private const int LongestKey = 200;
    private const int LongestAnswer = 1024 * 1024;

    public static async Task Once(HttpContext context, RequestDelegate next)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || context.Request.Headers[Header] is not [{ } key] || context.Features.Get<Caller>() is not { } caller
            || context.Request.HasFormContentType || context.GetEndpoint()?.Metadata.GetMetadata<AnswersWithSecret>() is not null)
        {
            await next(context);
            return;
        }
        if (key.Length is 0 or > LongestKey)
        {
            await ApiProblem.Of(400, "malformed", $"An Idempotency-Key has 1 to {LongestKey} characters.").ExecuteAsync(context);
            return;
        }
        var store = context.RequestServices.GetRequiredService<IdempotencyStore>();
        switch (await store.Begin(caller.TenantId, key, await HashOf(context, caller), context.RequestAborted))
        {
            case Remembered.Answered(var status, var contentType, var body):
                context.Response.StatusCode = status;
                context.Response.ContentType = contentType;
                context.Response.Headers["Idempotency-Replayed"] = "true";
                await context.Response.Body.WriteAsync(body, context.RequestAborted);
                return;
            case Remembered.Another:
                await ApiProblem.Of(422, "idempotency-key-reused", "This Idempotency-Key was used for another request. Choose a new key for each new request.").ExecuteAsync(context);
                return;
            case Remembered.UnderWay:
                await ApiProblem.Of(409, "request-under-way", "The first request with this Idempotency-Key is still under way. Try again in a moment.").ExecuteAsync(context);
                return;
            default:
                await First(context, next, store, caller, key);
                return;
        }
    }

    private static async Task First(HttpContext context, RequestDelegate next, IdempotencyStore store, Caller caller, string key)
    {
        var real = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        var done = false;
        try
        {
            await next(context);
            // What failed on our side, or is too big to keep, may be asked again.
            if (context.Response.StatusCode < 500 && answer.Length <= LongestAnswer)
            {
                await store.Answer(caller.TenantId, key, context.Response.StatusCode, context.Response.ContentType, answer.ToArray(), CancellationToken.None);
                done = true;
            }
        }
        finally
        {
            context.Response.Body = real;
            if (!done)
            {
                await store.Forget(caller.TenantId, key, CancellationToken.None);
            }
        }
        answer.Position = 0;
        await answer.CopyToAsync(real, context.RequestAborted);
    }

    private static async Task<byte[]> HashOf(HttpContext context, Caller caller)
    {
        context.Request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{caller.Actor.Id} {context.Request.Path}{context.Request.QueryString}\n"));
        var buffer = new byte[16_384];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            hash.AppendData(buffer, 0, read);
        }
        context.Request.Body.Position = 0;
        return hash.GetHashAndReset();
    }
}
