using System.Globalization;

namespace Liaison.Hub.Api.Shared;

/// <summary>An answer that has a version, which is also its ETag.</summary>
public interface IVersioned
{
    int Version { get; }
}

/// <summary>The version that a writer saw, from the header <c>If-Match: "3"</c>.</summary>
public readonly record struct IfMatch(int Version)
{
    public static bool TryParse(string? text, out IfMatch match)
    {
        var plain = (text ?? "").Trim();
        plain = plain.StartsWith("W/", StringComparison.Ordinal) ? plain[2..] : plain;
        var good = int.TryParse(plain.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version);
        match = new IfMatch(version);
        return good;
    }
}

public static class Versions
{
    /// <summary>A change to a configuration document says which version it was made from; without it, it is refused.</summary>
    public static RouteHandlerBuilder NeedsIfMatch(this RouteHandlerBuilder route) => route.AddEndpointFilter(static (context, next) =>
        context.HttpContext.Request.Headers.IfMatch.Count > 0 ? next(context)
            : ValueTask.FromResult<object?>(ApiProblem.Of(428, "if-match-required", "Send the version that you saw, from its ETag, as If-Match."))).WithMetadata(new IfMatchRequired());

    /// <summary>Puts the version of an answer into its ETag.</summary>
    public static async ValueTask<object?> TagAnswers(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        var result = answer is INestedHttpResult nested ? nested.Result : answer as IResult;
        if (result is IValueHttpResult { Value: IVersioned versioned })
        {
            context.HttpContext.Response.Headers.ETag = $"\"{versioned.Version}\"";
        }
        return answer;
    }
}

/// <summary>Marks a route for the API's description.</summary>
public sealed record IfMatchRequired;
